import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEntry, LogEntry } from '#domain/space/log.ts';
import type { PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { ana, bo, cai } from '#tests/domain/cast.ts';
import { actsOfEnding, play, runs } from '#tests/domain/random-story.ts';
import { foldOf } from '#tests/domain/story.ts';

const stories = fc
  .tuple(fc.constantFrom('pair' as const, 'circle' as const), actsOfEnding())
  .map(([kind, todo]) => play(kind, [ana, bo, cai], todo));

test('a space has ended exactly where all who were present had chosen, and stays so', () => {
  let ended = 0;
  fc.assert(
    fc.property(stories, ({ kind, log }) => {
      const place = endOf(log);
      expect(foldOf(kind, log).state.ended).toEqual(
        place === null ? null : { at: log[place - 1]?.at, pending: false },
      );
      if (place !== null) ended += 1;
    }),
    runs(2000),
  );
  expect(ended).toBeGreaterThan(200);
});

test('after the end nothing new is there: things are only taken back, and people say their names', () => {
  fc.assert(
    fc.property(stories, ({ kind, log }) => {
      const place = endOf(log);
      if (place === null) return;
      const { conversation, agreement, pause, ending } = foldOf(kind, log).state;
      const isAfter = (one: { readonly place: number }): boolean => one.place > place;
      const saidAfter = valuesOf(conversation.turns).filter((turn) => isAfter(turn) && turn.state === 'said');
      expect(saidAfter).toEqual([]);
      expect(valuesOf(agreement.proposals).filter(isAfter)).toEqual([]);
      expect(
        valuesOf(agreement.answers)
          .filter(isAfter)
          .map(({ answer }) => answer),
      ).toSatisfy((answers: readonly string[]) => answers.every((answer) => answer === 'let-go'));
      expect(valuesOf(pause.asked).filter(isAfter)).toEqual([]);
      expect(valuesOf(ending.choices).filter(isAfter)).toEqual([]);
    }),
    runs(2000),
  );
});

/** The rule told a second time, straight from the log: the place at which it ended, if it did. */
function endOf(log: readonly LogEntry[]): number | null {
  const gone = letGoIn(log);
  const here = new Set<PersonId>();
  const chosen = new Set<PersonId>();
  let underway = false;
  for (const entry of log) {
    if (entry.type === 'membership') {
      for (const person of entry.left) here.delete(person);
      for (const person of entry.joined) {
        here.add(person);
        chosen.delete(person);
      }
    } else if (entry.type === 'event' && here.has(entry.author) && !gone.has(entry)) {
      const { kind, content } = openedOf(entry);
      if (kind === 'ending.begun' && here.size > 1 && !underway) {
        underway = true;
        chosen.clear();
      }
      if (kind === 'ending.stopped') underway = false;
      if (kind === 'ending.chose' && underway) {
        if (content['hasChosen'] === true) chosen.add(entry.author);
        else chosen.delete(entry.author);
      }
    }
    if (underway && here.size > 0 && [...here].every((person) => chosen.has(person))) return entry.seq;
  }
  return null;
}

function openedOf({ body }: EventEntry): { kind: string; content: Readonly<Record<string, unknown>> } {
  if (body.state !== 'opened') return { kind: '', content: {} };
  // The stories of these tests write records.
  return { kind: body.kind, content: body.content as Readonly<Record<string, unknown>> };
}

function letGoIn(log: readonly LogEntry[]): ReadonlySet<LogEntry> {
  const gone = new Set<LogEntry>();
  for (const entry of log) {
    if (entry.type === 'membership') continue;
    for (const drop of entry.drops) {
      const target = log.find((other) => other.type === 'event' && other.eventId === drop);
      if (target?.type === 'event' && target.author === entry.author && target.seq < entry.seq) {
        gone.add(target);
      }
    }
  }
  return gone;
}
