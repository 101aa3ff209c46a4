import { expect, test } from 'vitest';
import { partsOf } from '#ui/links.ts';

const addresses = (text: string) => partsOf(text).flatMap((part) => part.href ?? []);

test('an address in a sentence becomes a link without the full stop after it', () => {
  expect(partsOf('Look at https://example.org/tea. It helps')).toEqual([
    { text: 'Look at ' },
    { text: 'https://example.org/tea', href: 'https://example.org/tea' },
    { text: '. It helps' },
  ]);
});

test('a bracket around an address stays outside, a bracket within stays inside', () => {
  expect(addresses('(https://example.org/a)')).toEqual(['https://example.org/a']);
  expect(addresses('https://example.org/a_(b)')).toEqual(['https://example.org/a_(b)']);
});

test('nothing but web addresses is ever a link', () => {
  expect(addresses('javascript:alert(1) file:///etc data:text/html,x www.example.org')).toEqual([]);
});

test('no letter is lost or added', () => {
  for (const text of ['', 'plain', 'https://', 'a https://b.c d\n\nhttps://e.f)!', '“https://g.h”']) {
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
});
