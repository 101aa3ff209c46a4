import type { Words } from '#words/words.ts';

/** By the hour of the day where this person is. At night nobody is told that it is evening. */
export function greeting(words: Words<'home'>['home'], name: string, hour: number): string {
  if (hour < 5) return words.night(name);
  if (hour < 12) return words.morning(name);
  if (hour < 18) return words.afternoon(name);
  return words.evening(name);
}
