import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementView } from '#domain/agreement/view.ts';
import { retentionView } from '#domain/retention/view.ts';
import { foldOn, startFold, type Fold } from '#domain/space/fold.ts';
import type { EventBody, LogEntry } from '#domain/space/log.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { ana, bench, bo, cai } from '#tests/domain/cast.ts';
import { allSheets } from '#tests/domain/sheets.ts';
import { plain } from '#tests/domain/plain.ts';
import {
  acts,
  actsOfAgreeing,
  actsOfEnding,
  actsOnSheets,
  kinds,
  play,
  runs,
} from '#tests/domain/random-story.ts';
import { foldOf } from '#tests/domain/story.ts';

const stories = fc
  .tuple(fc.constantFrom(...kinds), fc.oneof(acts(), actsOfAgreeing(), actsOfEnding(), actsOnSheets()))
  .map(([kind, todo]) => play(kind, [ana, bo, cai], todo));

/** How one entry arrives: when, and what of it can be read by then. */
const arrival = fc.record({ entry: fc.nat(9999), body: fc.constantFrom('opened', 'waiting', 'kept-back') });
const deliveries = fc.record({
  arrivals: fc.array(arrival, { maxLength: 120, size: 'max' }),
  cuts: fc.array(fc.nat(200)),
  seed: fc.nat(),
});

/** From a mark at every place to none but the first. */
const marks = fc.integer({ min: 1, max: 70 });

test('whatever the order, the repeats and the portions, one log gives one state', () => {
  fc.assert(
    fc.property(stories, deliveries, marks, ({ kind, log }, { arrivals, cuts, seed }, markEvery) => {
      const gone = letGoIn(log);
      const early = arrivals.flatMap(({ entry, body }) => {
        const picked = log[entry % (log.length || 1)];
        return picked === undefined ? [] : [readAs(picked, body as EventBody['state'])];
      });
      // In the end everything that can be read is read. What was let go may never have been.
      const last = shuffled(log, seed).map((entry, index) =>
        entry.type === 'event' && gone.has(entry.eventId) && (seed + index) % 3 !== 0
          ? readAs(entry, (seed + index) % 3 === 1 ? 'waiting' : 'kept-back')
          : entry,
      );
      const portions = cut([...early, ...last], cuts);
      const fold = portions.reduce<Fold>(foldOn, startFold({ space: bench, kind, markEvery }));
      const straight = foldOf(kind, log);
      expect(plain(fold.state)).toEqual(plain(straight.state));
      expect(agreementView(fold.state)).toEqual(agreementView(straight.state));
      expect(retentionView(fold.state)).toEqual(retentionView(straight.state));
      expect(allSheets(fold.state)).toEqual(allSheets(straight.state));
    }),
    runs(2000),
  );
});

test('at every place of a log, going on is the same as starting over', () => {
  fc.assert(
    fc.property(stories, marks, ({ kind, log }, markEvery) => {
      let fold = startFold({ space: bench, kind, markEvery });
      for (const [index, entry] of log.entries()) {
        fold = foldOn(fold, [entry]);
        expect(plain(fold.state)).toEqual(plain(foldOf(kind, log.slice(0, index + 1)).state));
      }
    }),
    runs(300),
  );
});

function readAs(entry: LogEntry, state: EventBody['state']): LogEntry {
  if (entry.type !== 'event' || state === 'opened') return entry;
  return { ...entry, body: { state } };
}

/** Told apart from the fold: an author's drop of something earlier of their own. */
function letGoIn(log: readonly LogEntry[]): ReadonlySet<EventId> {
  const author = new Map<EventId, PersonId>();
  const gone = new Set<EventId>();
  for (const entry of log) {
    if (entry.type === 'membership') continue;
    for (const drop of entry.drops) if (author.get(drop) === entry.author) gone.add(drop);
    if (entry.type === 'event') author.set(entry.eventId, entry.author);
  }
  return gone;
}

function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  const rest = [...values];
  let state = seed;
  for (let left = rest.length; left > 1; left--) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const pick = state % left;
    [rest[left - 1], rest[pick]] = [rest[pick]!, rest[left - 1]!];
  }
  return rest;
}

function cut<Value>(values: readonly Value[], places: readonly number[]): readonly (readonly Value[])[] {
  const cuts = [...new Set(places.map((place) => place % (values.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [0, ...cuts].map((from, index) => values.slice(from, cuts[index] ?? values.length));
}
