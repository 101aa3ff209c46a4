import { describe, expect, test } from 'vitest';
import { sourcesIn } from '#tests/sources.ts';
import { breachesIn } from '#tests/words/markup.ts';

const breach = (text: string): string | undefined => breachesIn({ file: 'Page.svelte', text })[0]?.what;

describe('markup', () => {
  test('no component of ours speaks for itself, trusts raw HTML or carries inline style or script', () => {
    const breaches = sourcesIn(['src'], /\.svelte$/).flatMap(breachesIn);
    expect(breaches.map(({ file, line, what }) => `${file}:${line} ${what}`)).toEqual([]);
  });

  test('every literal sentence is found, wherever it hides', () => {
    expect(breach('<p>Hello</p>')).toBe('literal text "Hello"');
    expect(breach("<p>{'Hello'}</p>")).toBe('literal text "Hello"');
    expect(breach("<p>{late ? 'Tomorrow' : ''}</p>")).toBe('literal text "Tomorrow"');
    expect(breach('<p>{`Dear ${name}`}</p>')).toBe('literal text "Dear "');
    expect(breach('{#if late}<p>Late</p>{/if}')).toBe('literal text "Late"');
    expect(breach('<svelte:head><title>Home</title></svelte:head>')).toBe('literal text "Home"');
    expect(breach('<button aria-label="Close">{icon}</button>')).toBe('literal aria-label "Close"');
    expect(breach('<input placeholder={"your name"} />')).toBe('literal placeholder "your name"');
    expect(breach('<Button label="Send" />')).toBe('literal label "Send"');
    expect(breach('<Button label="send it" />')).toBe('literal label "send it"');
  });

  test('raw HTML, style attributes and inline handlers are found', () => {
    expect(breach('{@html said}')).toBe('raw HTML');
    expect(breach('<p style="color: red">{said}</p>')).toBe('a style attribute');
    expect(breach('<p style="color: {hue}">{said}</p>')).toBe('a style attribute');
    expect(breach('<p onclick="leave()">{said}</p>')).toBe('an inline handler');
  });

  test('words, names of things for the machine, comparisons and signs pass', () => {
    expect(
      breach('<p>{words.frame.help} · {kind === "pair" ? words.pair : words.circle}</p>'),
    ).toBeUndefined();
    expect(breach('<Icon name="quick-exit" class="top row" /> <Arc side="start" />')).toBeUndefined();
    expect(
      breach('<p class="held" style:--bulge={bulge} onclick={leave} data-kind="A pair">—</p>'),
    ).toBeUndefined();
  });
});
