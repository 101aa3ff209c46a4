import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sheet = readFileSync(`${import.meta.dirname}/tokens.css`, 'utf8');

const light = colours(block(':root {'));
const dark = colours(block(":root[data-theme='dark'] {"));
const darkBySystem = colours(block(":root:not([data-theme='light']) {"));

test('dark is the same whether the person or the system asked for it', () => {
  expect(darkBySystem).toEqual(dark);
});

test.each([
  ['light', light],
  ['dark', dark],
])('in %s, what people write is AAA on every paper and the rest is AA at least', (_theme, of) => {
  for (const ground of ['paper', 'sheet', 'sunk', 'pill'] as const) {
    expect(contrast(of.text, of[ground])).toBeGreaterThan(7);
  }
  for (const ground of ['paper', 'sheet'] as const) {
    for (const hue of ['text2', 'ink', 'tea'] as const) {
      expect(contrast(of[hue], of[ground])).toBeGreaterThan(7);
    }
    expect(contrast(of.line, of[ground])).toBeGreaterThan(3);
  }
});

test.each([
  ['light', light],
  ['dark', dark],
])('in %s, neither seat is louder than the other', (_theme, of) => {
  expect(contrast(of.ink, of.tea)).toBeLessThan(1.05);
});

type Colour = 'paper' | 'sheet' | 'sunk' | 'pill' | 'text' | 'text2' | 'line' | 'hair' | 'ink' | 'tea';

function block(opening: string): string {
  const from = sheet.indexOf(opening);
  return sheet.slice(from, sheet.indexOf('}', from));
}

function colours(css: string): Record<Colour, string> {
  const found = [...css.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]);
  expect(found).toHaveLength(10);
  // Ten were found, and these are the ten there are; a missing one fails every contrast below.
  return Object.fromEntries(found) as Record<Colour, string>;
}

/** WCAG 2 contrast of two sRGB colours. */
function contrast(one: string, two: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(two)].sort((left, right) => left - right);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
