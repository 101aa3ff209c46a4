import type { Piece } from '#ui/piece.ts';
import { langOnPage } from './content.ts';
import { freshness } from '#domain/help/freshness.ts';
import type { HelpLine, LineWay } from '#domain/help/line.ts';
import type { Way } from '#ui/way.ts';
import type { Words } from '#words/words.ts';

type Said = Words<'helpLine'>;

/** @param oldestFresh null where no clock has been read: a page made ahead does not know what day it will be. */
export function lineCard(line: HelpLine, words: Said, oldestFresh: string | null) {
  return {
    name: line.name,
    lang: langOnPage(words.formats.locale),
    lines: [aboutIt(line, words), ...mayDo(line, words), [ours(checkSentence(line, words, oldestFresh))]],
    ways: line.ways.map((way) => wayTo(way, words)),
    old: isOld(line, oldestFresh),
    more: { summary: words.helpLine.more(line.name), lines: moreAbout(line, words) },
  };
}

export function wayTo(way: LineWay, { helpLine }: Said): Way {
  if (way.by === 'site') return { href: way.address, label: helpLine.ways.site, voice: false, outside: true };
  const number = way.number.replaceAll(' ', '');
  return {
    href: `${way.by === 'text' ? 'sms' : 'tel'}:${number}`,
    // A number stays in one piece on the page.
    label: helpLine.ways[way.by](way.number.replaceAll(' ', '\u00a0')),
    voice: way.by === 'call',
    outside: false,
  };
}

/** When it was last checked and by whom, or that it was not. */
export function checkSentence(line: HelpLine, words: Said, oldestFresh: string | null): string {
  const { checked } = words.helpLine;
  if (line.checked === null) return checked.never;
  // Noon, so that no time zone makes it the day before.
  const day = words.formats.shortDay(Date.parse(`${line.checked.on}T12:00`));
  return isOld(line, oldestFresh) ? checked.old(day) : checked.fresh(day, line.checked.by);
}

function isOld(line: HelpLine, oldestFresh: string | null): boolean {
  return oldestFresh !== null && freshness(line, oldestFresh) === 'old';
}

/** As the house says it; and as whoever wrote the line did, in the language they wrote in. */
function ours(text: string): Piece {
  return { text };
}

function theirs(text: string, { formats }: Said): Piece {
  return { text, lang: langOnPage(formats.locale) };
}

function aboutIt({ kind, whoAnswers, hours, cost }: HelpLine, words: Said): readonly Piece[] {
  const { helpLine } = words;
  return [
    ours(helpLine.kinds[kind]),
    ...(whoAnswers === null ? [] : [ours(helpLine.whoAnswers[whoAnswers])]),
    ...hoursSentence(hours, words),
    ...(cost === null ? [] : [theirs(cost, words)]),
  ];
}

function hoursSentence(hours: HelpLine['hours'], words: Said): readonly Piece[] {
  if (hours === null) return [];
  if (hours === 'always') return [ours(words.helpLine.always)];
  return [theirs(hours.text, words), ours(words.helpLine.clock(hours.zone))];
}

/** A directory sends nobody itself; what it leads to is not ours to say. */
function mayDo({ kind, maySendWithoutYes }: HelpLine, { helpLine }: Said): readonly (readonly Piece[])[] {
  return kind === 'directory' ? [] : [[ours(helpLine.maySend[maySendWithoutYes.answer])]];
}

function moreAbout(line: HelpLine, words: Said): readonly (readonly Piece[])[] {
  const { helpLine, formats } = words;
  const parts = ['whoAnswers', 'hours', 'languages', 'cost', 'ages', 'records'] as const;
  const notKnown = parts.filter((part) => line[part] === null).map((part) => helpLine.parts[part]);
  const { languages, ages, records, maySendWithoutYes: may } = line;
  const told = [languages, ages, records].filter((sentence) => sentence !== null);
  return [
    ...told.map((sentence) => [theirs(sentence, words)]),
    ...(may.answer === 'unknown' ? [] : [[ours(helpLine.source), theirs(may.source, words)]]),
    ...(notKnown.length === 0 ? [] : [[ours(helpLine.notKnown(formats.list(notKnown)))]]),
  ];
}
