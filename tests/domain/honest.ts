import type { EventEntry, LogEntry } from '#domain/space/log.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import type { PersonId } from '#kernel/ids.ts';

/**
 * The rule of consent, told a second time: straight from the entries of a log, in the slowest and plainest way, with
 * nothing of the fold in it. It knows logs in which every event can be read or was let go.
 */
export interface Text {
  readonly clause: string;
  readonly text: string;
}

type Word = 'yes' | 'aside' | 'no';

/** Whether everybody who is here has said, last of all, that they hold these very words. */
export function everybodyHolds(kind: SpaceKind, log: readonly LogEntry[], text: Text): boolean {
  const here = peopleHere(log);
  const words = [...here].map(([person, since]) => lastWord(log, text, { person, since }));
  if (kind === 'pair') return words.length === 2 && words.every((word) => word === 'yes');
  if (kind === 'solo') return words.length === 1 && words[0] === 'yes';
  return words.includes('yes') && words.every((word) => word === 'yes' || word === 'aside');
}

/** Every wording that anybody ever said anything to, and that was not let go everywhere. */
export function textsIn(log: readonly LogEntry[]): readonly (Text & { readonly proposal: string })[] {
  return spoken(log).flatMap(({ about }) =>
    about.map(({ clause, text, proposal }) => ({ clause, text, proposal })),
  );
}

/** The last word of everybody here about one proposal, not minding the same words elsewhere. */
export function everybodyHoldsProposal(
  kind: SpaceKind,
  log: readonly LogEntry[],
  text: Text & { readonly proposal: string },
): boolean {
  const here = peopleHere(log);
  const words = [...here].map(([person, since]) => lastWord(log, text, { person, since }, text.proposal));
  if (kind === 'pair') return words.length === 2 && words.every((word) => word === 'yes');
  if (kind === 'solo') return words.length === 1 && words[0] === 'yes';
  return words.includes('yes') && words.every((word) => word === 'yes' || word === 'aside');
}

function peopleHere(log: readonly LogEntry[]): ReadonlyMap<PersonId, number> {
  const here = new Map<PersonId, number>();
  for (const entry of log) {
    if (entry.type !== 'membership') continue;
    for (const person of entry.left) here.delete(person);
    for (const person of entry.joined) here.set(person, entry.seq);
  }
  return here;
}

function lastWord(
  log: readonly LogEntry[],
  text: Text,
  of: { person: PersonId; since: number },
  proposal?: string,
): Word | null {
  let word: Word | null = null;
  for (const { by, seq, about } of spoken(log)) {
    if (by !== of.person || seq < of.since) continue;
    for (const said of about) {
      if (said.clause !== text.clause || said.text !== text.text) continue;
      if (proposal === undefined || said.proposal === proposal) word = said.word;
    }
  }
  return word;
}

interface Spoken {
  readonly by: PersonId;
  readonly seq: number;
  readonly about: readonly (Text & { readonly proposal: string; readonly word: Word })[];
}

/** What was said about texts, by people who were there, in words that they did not take back. */
function spoken(log: readonly LogEntry[]): readonly Spoken[] {
  const gone = new Set<string>();
  for (const entry of log) {
    if (entry.type === 'membership') continue;
    for (const drop of entry.drops) {
      const target = log.find(
        (other): other is EventEntry => other.type === 'event' && other.eventId === drop,
      );
      if (target !== undefined && target.author === entry.author && target.seq < entry.seq) gone.add(drop);
    }
  }
  const proposals = new Map<string, Text>();
  const readable = new Set<string>();
  const earlier = new Set<string>();
  const all: Spoken[] = [];
  for (const entry of log) {
    if (entry.type !== 'event') continue;
    const here = peopleHere(log.slice(0, entry.seq - 1)).has(entry.author);
    if (here && !gone.has(entry.eventId) && entry.body.state === 'opened') {
      const about = wordsOf(entry, { proposals, readable, earlier });
      for (const { clause, text, proposal } of about)
        if (proposal === entry.eventId) proposals.set(proposal, { clause, text });
      all.push({ by: entry.author, seq: entry.seq, about });
    }
    earlier.add(entry.eventId);
    if (!gone.has(entry.eventId)) readable.add(entry.eventId);
  }
  return all;
}

interface Before {
  readonly proposals: ReadonlyMap<string, Text>;
  readonly readable: ReadonlySet<string>;
  readonly earlier: ReadonlySet<string>;
}

function wordsOf({ eventId, body }: EventEntry, before: Before): Spoken['about'] {
  if (body.state !== 'opened') return [];
  // The stories of these tests write these kinds with these fields, or with a `clause` that is no text.
  const content = body.content as Record<
    'clause' | 'proposal' | 'text' | 'answer' | 'and',
    string | undefined
  >;
  const { text = '', clause = eventId, proposal = '', answer, and } = content;
  if (body.kind === 'agreement.proposed') {
    return clause === eventId || isClause(clause, before)
      ? [{ clause, text, proposal: eventId, word: 'yes' }]
      : [];
  }
  if (body.kind !== 'agreement.answered' && body.kind !== 'agreement.reopened') return [];
  if (proposal === '') return [];
  const known = before.proposals.get(proposal);
  if (known === undefined && !isGone(proposal, before)) return [];
  if (known !== undefined && (known.text !== text || known.clause !== clause)) return [];
  if (!isClause(clause, before)) return [];
  const word = body.kind === 'agreement.reopened' ? 'no' : wordFor(answer);
  const further = and === undefined ? [] : [{ clause, text: and, proposal: eventId, word: 'yes' } as const];
  return [{ clause, text, proposal, word }, ...further];
}

function isGone(id: string, { earlier, readable }: Before): boolean {
  return earlier.has(id) && !readable.has(id);
}

function isClause(id: string, before: Before): boolean {
  return isGone(id, before) || before.proposals.get(id)?.clause === id;
}

function wordFor(answer: string | undefined): Word {
  if (answer === 'yes' || answer === 'yes-and') return 'yes';
  return answer === 'stands-aside' ? 'aside' : 'no';
}
