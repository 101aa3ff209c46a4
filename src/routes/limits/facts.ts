import type { Instance } from '#device/device.ts';
import type { Words } from '#words/words.ts';

/** How this very house is set up, in sentences: each comes from a setting, so none can be true of another house only. */
export function factsOf(
  { houseSettings: words, formats }: Words<'houseSettings'>,
  instance: Instance,
): readonly string[] {
  const { origin, settings } = instance;
  const line = [words.line(origin), origin.startsWith('https:') ? words.locked : words.thisMachine];
  if (settings === undefined) return line;
  return [
    ...line,
    settings.behindProxy ? words.proxy : words.noProxy,
    words.log,
    words.session(formats.number(settings.sessionDays)),
    words.device(formats.number(settings.deviceDays)),
    words.letters(formats.number(settings.letterDays)),
    words.withdrawn,
    words.helpLines,
  ];
}
