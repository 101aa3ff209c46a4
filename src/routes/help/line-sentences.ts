import { freshness } from '#domain/help/freshness.ts';
import type { HelpLine, LineWay } from '#domain/help/line.ts';
import type { Way } from '#ui/way.ts';
import type { Words } from '#words/words.ts';

type Said = Words<'helpLine'>;

/** @param oldestFresh null where no clock has been read: a page made ahead does not know what day it will be. */
export function lineCard(line: HelpLine, words: Said, oldestFresh: string | null) {
  return {
    name: line.name,
    lines: [aboutIt(line, words), ...mayDo(line, words), checkSentence(line, words, oldestFresh)],
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

function aboutIt({ kind, whoAnswers, hours, cost }: HelpLine, words: Said): string {
  const { helpLine } = words;
  return [
    helpLine.kinds[kind],
    whoAnswers === null ? null : helpLine.whoAnswers[whoAnswers],
    hoursSentence(hours, words),
    cost,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function hoursSentence(hours: HelpLine['hours'], { helpLine }: Said): string | null {
  if (hours === null) return null;
  return hours === 'always' ? helpLine.always : helpLine.hours(hours.text, hours.zone);
}

/** A directory sends nobody itself; what it leads to is not ours to say. */
function mayDo({ kind, maySendWithoutYes }: HelpLine, { helpLine }: Said): readonly string[] {
  return kind === 'directory' ? [] : [helpLine.maySend[maySendWithoutYes.answer]];
}

function moreAbout(line: HelpLine, { helpLine, formats }: Said): readonly string[] {
  const parts = ['whoAnswers', 'hours', 'languages', 'cost', 'ages', 'records'] as const;
  const notKnown = parts.filter((part) => line[part] === null).map((part) => helpLine.parts[part]);
  return [
    line.languages,
    line.ages,
    line.records,
    line.maySendWithoutYes.answer === 'unknown' ? null : helpLine.source(line.maySendWithoutYes.source),
    notKnown.length === 0 ? null : helpLine.notKnown(formats.list(notKnown)),
  ].filter((sentence) => sentence !== null);
}
