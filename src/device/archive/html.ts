import type { ArchivedSpaceView } from '#device/archive/view.ts';
import type { ClauseView, TextView } from '#domain/consent/view.ts';
import type { SaidTurn, Turn } from '#domain/conversation/state.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** The sentences on the pages that are taken along, and how their language writes. Told by whoever asks for them. */
export interface ArchiveWords {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly lead: string;
  readonly warning: string;
  readonly again: string;
  readonly kinds: Readonly<Record<SpaceKind, string>>;
  readonly contents: string;
  readonly people: string;
  readonly somebody: string;
  readonly conversation: string;
  readonly nothingSaid: string;
  readonly withdrawn: string;
  readonly picture: string;
  readonly recording: string;
  readonly fileMissing: string;
  readonly reworded: string;
  readonly notSent: string;
  readonly agreement: string;
  readonly ours: string;
  readonly notOurs: string;
  readonly saidYes: string;
  readonly introductions: string;
  readonly leftOut: string;
  readonly otherParts: string;
  readonly part: string;
}

/** As many turns as an old phone draws without waiting. */
const turnsMost = 1000;

export interface Page {
  readonly path: string;
  readonly html: string;
}

/** Where the first page of a space lies. */
export function spacePage(number: number, part = 1): string {
  return part === 1 ? `spaces/${number}.html` : `spaces/${number}-${part}.html`;
}

/** The page that everything else is found from. */
export function frontPage(
  words: ArchiveWords,
  { at, spaces }: { readonly at: Millis; readonly spaces: readonly ArchivedSpaceView[] },
): Page {
  const rows = spaces.map(
    (space, index) => `<li><a href="${spacePage(index + 1)}">${titleOf(words, space)}</a></li>`,
  );
  const body = `<h1>${text(words.title)}</h1>
<p>${time(words, at)}</p>
<p>${text(words.lead)}</p>
<p><strong>${text(words.warning)}</strong></p>
<p>${text(words.again)}</p>
<h2>${text(words.contents)}</h2>
<ul>${rows.join('\n')}</ul>`;
  return { path: 'index.html', html: page(words, words.title, body) };
}

/** One space, as many pages as it needs. */
export function* spacePages(words: ArchiveWords, number: number, space: ArchivedSpaceView): Generator<Page> {
  const parts = Math.max(1, Math.ceil(space.turns.length / turnsMost));
  for (let part = 1; part <= parts; part++) {
    const turns = space.turns.slice((part - 1) * turnsMost, part * turnsMost);
    const body = `<p><a href="../index.html">${text(words.contents)}</a></p>
<h1>${titleOf(words, space)}</h1>
${part === 1 ? opening(words, space) : ''}
<h2>${text(words.conversation)}</h2>
${turns.length === 0 ? `<p>${text(words.nothingSaid)}</p>` : turns.map((turn) => turnIn(words, space, turn)).join('\n')}
${parts > 1 ? otherParts(words, { number, part, parts }) : ''}`;
    yield { path: spacePage(number, part), html: page(words, words.title, body) };
  }
}

function opening(words: ArchiveWords, space: ArchivedSpaceView): string {
  const people = Object.keys(space.names).map((person) => `<li>${nameOf(words, space, person)}</li>`);
  const introduced = space.introductions.map(
    ({ person, words: said }) => `<h3>${nameOf(words, space, person)}</h3>${saying(said)}`,
  );
  const clauses = space.agreement.clauses.map((clause) => clauseIn(words, space, clause));
  return [
    `<h2>${text(words.people)}</h2><ul>${people.join('')}</ul>`,
    introduced.length > 0 ? `<h2>${text(words.introductions)}</h2>${introduced.join('\n')}` : '',
    space.leftOut > 0 ? `<p>${text(words.leftOut)}</p>` : '',
    clauses.length > 0 ? `<h2>${text(words.agreement)}</h2>${clauses.join('\n')}` : '',
  ].join('\n');
}

function clauseIn(words: ArchiveWords, space: ArchivedSpaceView, clause: ClauseView): string {
  const { inForce, newest } = clause;
  const newer = newest === inForce ? '' : textIn(words, space, newest, words.notOurs);
  return `<article>${inForce === null ? '' : textIn(words, space, inForce, words.ours)}${newer}</article>`;
}

function textIn(words: ArchiveWords, space: ArchivedSpaceView, shown: TextView, standing: string): string {
  const yes = shown.saidYes.map(
    ({ person, at }) => `<li>${nameOf(words, space, person)}, ${time(words, at)}</li>`,
  );
  const who = yes.length === 0 ? '' : `<p>${text(words.saidYes)}</p><ul>${yes.join('')}</ul>`;
  return `<p class="small">${text(standing)}</p>${saying(shown.text)}${who}`;
}

function turnIn(words: ArchiveWords, space: ArchivedSpaceView, turn: Turn): string {
  const head = `<h3>${nameOf(words, space, turn.author)} <small>${time(words, turn.at)}</small></h3>`;
  if (turn.state === 'withdrawn')
    return `<article>${head}<p class="small">${text(words.withdrawn)}</p></article>`;
  const marks = [
    ...(turn.rewordedAt === null ? [] : [words.reworded]),
    ...(turn.pending ? [words.notSent] : []),
  ].map((mark) => `<p class="small">${text(mark)}</p>`);
  // What stands before it stays before it: whoever opens this may not want to see all of it at once.
  const written = `${fileIn(words, space, turn)}${turn.text === '' ? '' : saying(turn.text)}`;
  return `<article>${head}${turn.note === null ? written : closed(turn.note, written)}${marks.join('')}</article>`;
}

/** Its description stands below it in words as well: a recording cannot be printed. */
function fileIn(words: ArchiveWords, space: ArchivedSpaceView, turn: SaidTurn): string {
  const { file, text: description } = turn;
  if (file === undefined) return '';
  const path = space.files[turn.id];
  if (path === undefined) return `<p class="small">${text(words.fileMissing)}</p>`;
  const address = text(`../${path}`);
  if (file.sort === 'recording')
    return `<audio controls preload="none" src="${address}" aria-label="${text(description || words.recording)}"></audio>`;
  const { width, height } = file;
  return `<img src="${address}" alt="${text(description || words.picture)}" width="${width}" height="${height}" loading="lazy">`;
}

function closed(note: string, inside: string): string {
  return `<details><summary dir="auto">${text(note)}</summary>${inside}</details>`;
}

function otherParts(
  words: ArchiveWords,
  { number, part, parts }: { readonly number: number; readonly part: number; readonly parts: number },
): string {
  const links = Array.from({ length: parts }, (_, index) => index + 1).map((other) =>
    other === part
      ? `<li>${other}</li>`
      : `<li><a href="../${spacePage(number, other)}">${text(words.part)} ${other}</a></li>`,
  );
  return `<nav><h2>${text(words.otherParts)}</h2><ul>${links.join('')}</ul></nav>`;
}

function titleOf(words: ArchiveWords, { kind, title }: ArchivedSpaceView): string {
  const sort = text(words.kinds[kind]);
  return title === '' ? sort : `${sort}: <bdi>${text(title)}</bdi>`;
}

function nameOf(words: ArchiveWords, { names }: ArchivedSpaceView, person: string): string {
  // Whoever is not among them is nobody's name either.
  const name = names[person as PersonId] ?? '';
  return `<bdi>${text(name === '' ? words.somebody : name)}</bdi>`;
}

/** Somebody's own words, with their lines as they broke them, in the direction they are written in. */
function saying(words: string): string {
  return `<p class="said" dir="auto">${text(words)}</p>`;
}

function time({ language }: ArchiveWords, at: Millis): string {
  const moment = new Date(at);
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(moment);
  return `<time datetime="${moment.toISOString()}">${text(shown)}</time>`;
}

/** Whatever people wrote stays words: nothing of it is ever part of the page. */
function text(words: string): string {
  return words.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}

/** No script, nothing from anywhere else: it opens in thirty years, and in a browser that is off line. */
function page({ language, direction }: ArchiveWords, title: string, body: string): string {
  return `<!doctype html>
<html lang="${text(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${style}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

const style = `:root{color-scheme:light dark}
body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;padding:1.5rem;background:#eff3ea;color:#1c2722}
a{color:inherit}
@media (prefers-color-scheme:dark){body{background:#121916;color:#e3e6de}}
main{max-inline-size:40rem;margin-inline:auto}
h1{font-size:1.6rem;line-height:1.3}h2{font-size:1.25rem;margin-block:2rem .5rem}h3{font-size:1rem;margin-block:1.5rem 0}
small,.small,time{font-size:.9rem;font-weight:400}
.said{white-space:pre-wrap;overflow-wrap:anywhere;margin-block:.25rem}
img{display:block;inline-size:auto;max-inline-size:100%;block-size:auto;max-block-size:40rem;margin-block:.5rem}
audio{display:block;inline-size:100%;margin-block:.5rem}
a{display:inline-block;padding-block:.25rem}
@media print{:root{color-scheme:light}body{padding:0;font-size:11pt;background:#fff;color:#000}h1,h2,h3{break-after:avoid}img{max-block-size:12cm}nav,audio,a[href$="index.html"]{display:none}article{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}}`;
