import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stays, type Stay } from '#domain/retention/stay.ts';
import { retentionView } from '#domain/retention/view.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import type { EventBody, EventEntry, LogEntry } from '#domain/space/log.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ana, bo, cai, idOf } from '#tests/domain/cast.ts';
import { acts, actsOfChoosing, play, runs } from '#tests/domain/random-story.ts';
import { foldOf, type Story } from '#tests/domain/story.ts';

const spaces: readonly SpaceKind[] = ['pair', 'circle', 'solo'];
/**
 * Choices are never let go by our own devices. A client of somebody's own making may take back a shorter time of their
 * own in that way, and is not in these stories.
 */
const keepsChoices = ({ log }: Story) =>
  log.every((entry) => droppedBy(log, entry).every(({ body }) => !isChoice(body)));
/** Before an update, and once the thing that asked for it is let go of, one reads what was chosen all at once. */
const readsAllAlong = ({ kind, log }: Story) =>
  log.every((_, last) => !foldOf(kind, log.slice(0, last + 1)).state.updateNeeded);
const stories = fc
  .tuple(fc.constantFrom(...spaces), fc.oneof(actsOfChoosing(), actsOfChoosing(), acts()))
  .map(([kind, todo]) => play(kind, [ana, bo, cai], todo))
  .filter((story) => keepsChoices(story) && readsAllAlong(story));

const stayIn = (kind: SpaceKind, log: readonly LogEntry[]): Stay =>
  retentionView(foldOf(kind, log).state).stay;
const lengthOf = (stay: Stay) => stays.indexOf(stay);

test('no turn stays longer than before unless everybody here last chose just that', () => {
  let longer = 0;
  let shorter = 0;
  fc.assert(
    fc.property(stories, ({ kind, log }) => {
      let before: Stay = 'all';
      for (let place = 1; place <= log.length; place++) {
        const told = log.slice(0, place);
        const stay = stayIn(kind, told);
        if (lengthOf(stay) > lengthOf(before)) {
          longer += 1;
          const words = [...lastChoices(told)];
          expect(words.length).toBeGreaterThan(0);
          for (const [, chosen] of words) expect(chosen).toBe(stay);
        }
        if (lengthOf(stay) < lengthOf(before)) {
          shorter += 1;
          expect(choiceIn(told.at(-1))).toBe(stay);
        }
        before = stay;
      }
    }),
    runs(400),
  );
  expect(longer).toBeGreaterThan(100);
  expect(shorter).toBeGreaterThan(100);
});

test('whoever is here and chooses a shorter time has it at once', () => {
  fc.assert(
    fc.property(stories, fc.constantFrom(...stays), fc.nat(2), ({ kind, log }, wish, who) => {
      const here = [...lastChoices(log).keys()];
      const author = here[who % (here.length || 1)];
      if (author === undefined) return;
      const seq = log.length + 1;
      const eventId = idOf<'event'>('one-more');
      const body = {
        state: 'opened',
        kind: 'retention.chosen',
        at: 0,
        once: 'x',
        must: false,
        content: { stay: wish },
      } as const;
      const chosen: LogEntry = { type: 'event', seq, at: seq, eventId, author, drops: [], body };
      const before = stayIn(kind, log);
      if (lengthOf(wish) < lengthOf(before)) expect(stayIn(kind, [...log, chosen])).toBe(wish);
    }),
    runs(400),
  );
});

/** The last thing that everybody who is here chose since they came, straight from the log. */
function lastChoices(log: readonly LogEntry[]): ReadonlyMap<PersonId, Stay | null> {
  const here = new Map<PersonId, Stay | null>();
  const gone = new Set(log.flatMap((entry) => droppedBy(log, entry).map(({ eventId }) => eventId)));
  const acts = new Set<string>();
  for (const entry of log) {
    if (entry.type === 'membership') {
      for (const person of entry.left) here.delete(person);
      for (const person of entry.joined) here.set(person, null);
    }
    if (entry.type !== 'event' || entry.body.state !== 'opened' || !here.has(entry.author)) continue;
    if (gone.has(entry.eventId) || acts.has(`${entry.author} ${entry.body.once}`)) continue;
    acts.add(`${entry.author} ${entry.body.once}`);
    const chosen = choiceIn(entry);
    if (chosen !== null) here.set(entry.author, chosen);
  }
  return here;
}

function choiceIn(entry: LogEntry | undefined): Stay | null {
  if (entry?.type !== 'event' || entry.body.state !== 'opened') return null;
  if (entry.body.kind !== 'retention.chosen') return null;
  // These stories write this kind with this content.
  return (entry.body.content as { readonly stay: Stay }).stay;
}

function isChoice(body: EventBody): boolean {
  return body.state === 'opened' && body.kind === 'retention.chosen';
}

function droppedBy(log: readonly LogEntry[], by: LogEntry): readonly EventEntry[] {
  if (by.type === 'membership') return [];
  return log.filter(
    (entry): entry is EventEntry =>
      entry.type === 'event' &&
      by.drops.includes(entry.eventId) &&
      entry.author === by.author &&
      entry.seq < by.seq,
  );
}
