import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Step, Story } from '#tests/simulator/story.ts';

/** A story that once went wrong, as short as it could be made. Kept for ever, and told before all others. */
export interface KeptStory extends Story {
  /** What was wrong, in the words of then. */
  readonly found: string;
}

const folder = path.join(import.meta.dirname, 'seeds');

export function keptStories(): readonly { readonly name: string; readonly story: KeptStory }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, story: readStory(path.join(folder, name)) }));
}

export function readStory(file: string): KeptStory {
  // Only `keepStory` writes these files.
  return JSON.parse(readFileSync(file, 'utf8')) as KeptStory;
}

/** @returns the file's name */
export function keepStory(story: KeptStory): string {
  mkdirSync(folder, { recursive: true });
  const name = freeName(story.seed);
  const { seed, house = 'pair', weather, nodes = 1, found, steps } = story;
  const lines = steps.map((step) => `    ${inOneLine(step)}`);
  const head = `{\n  "seed": ${seed},\n  "house": "${house}",\n  "weather": ${weather},\n  "nodes": ${nodes},\n  "found": ${JSON.stringify(found)},\n`;
  writeFileSync(path.join(folder, name), `${head}  "steps": [\n${lines.join(',\n')}\n  ]\n}\n`);
  return name;
}

/** One seed may find several things as the code moves on. */
function freeName(seed: number): string {
  const names = [`${seed}.json`, ...Array.from({ length: 100 }, (_, index) => `${seed}-${index + 2}.json`)];
  return names.find((name) => !existsSync(path.join(folder, name))) ?? `${seed}-again.json`;
}

/** As the formatter writes it. */
function inOneLine(step: Step): string {
  const fields = Object.entries(step).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
  return `{ ${fields.join(', ')} }`;
}
