import { expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { foldOn, withPending } from '#domain/space/fold.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { EventId } from '#kernel/ids.ts';
import { ana, bo, idOf } from '#tests/domain/cast.ts';
import { foldOf, tell } from '#tests/domain/story.ts';

/** Counts steps and never time, so that it says the same on a busy machine. */
interface Counted {
  readonly log: readonly LogEntry[];
  reads: number;
}

function counted(log: readonly LogEntry[]): Counted {
  const count = { log: [] as LogEntry[], reads: 0 };
  for (const entry of log) {
    if (entry.type !== 'event') count.log.push(entry);
    else {
      const { body, ...header } = entry;
      count.log.push(
        Object.defineProperty(header as typeof entry, 'body', {
          enumerable: true,
          get: () => {
            count.reads += 1;
            return body;
          },
        }),
      );
    }
  }
  return count;
}

/** Every entry that goes into an index of a shelf, also when indexes are put together. */
function indexedWhile(work: () => void): number {
  const original = Map.prototype.set;
  let count = 0;
  Map.prototype.set = function set<Key, Value>(this: Map<Key, Value>, key: Key, value: Value) {
    count += 1;
    return original.call(this, key, value) as Map<Key, Value>;
  };
  try {
    work();
  } finally {
    Map.prototype.set = original;
  }
  return count;
}

function conversation(length: number): readonly LogEntry[] {
  const story = tell('pair', ana, bo);
  for (let number = 0; number < length; number++)
    story.does(number % 2 ? ana : bo, said({ text: `word ${number}` }));
  return story.log;
}

test('twice as long a conversation is read twice as often, all at once or one by one', () => {
  for (const portion of [Infinity, 1]) {
    const reads = [3000, 6000].map((length) => {
      const watched = counted(conversation(length));
      inPortions(watched.log, portion);
      return watched.reads / length;
    });
    expect(reads[1]).toBeLessThanOrEqual(reads[0]! * 1.1);
    expect(reads[1]).toBeLessThan(10);
  }
});

test('an index takes each entry a number of times that grows like the number of its digits', () => {
  const log = conversation(8000);
  expect(indexedWhile(() => inPortions(log, Infinity))).toBeLessThan(8000 * 6);
  expect(indexedWhile(() => inPortions(log, 1))).toBeLessThan(8000 * 6 * Math.log2(8000));
});

test('thousands of withdrawals that come together are folded once', () => {
  const story = tell('pair', ana, bo);
  const turns = Array.from({ length: 2000 }, (_, number) =>
    story.does(ana, said({ text: `word ${number}` })),
  );
  for (const id of turns) story.does(ana, withdrawn({ id, rewording: null } as SaidTurn));
  const watched = counted(story.log);
  expect(foldOf('pair', watched.log).state.conversation.turns.at(1999)?.state).toBe('withdrawn');
  expect(watched.reads).toBeLessThan(watched.log.length * 12);
});

test('what is pending is laid on top, and every turn that it does not touch is the very same', () => {
  const fold = foldOf('pair', conversation(5000));
  const event = {
    eventId: idOf<'event'>('here'),
    author: ana,
    at: 1,
    drops: [] as EventId[],
    ...said({ text: 'now' }),
  };
  let state = fold.state;
  const indexed = indexedWhile(() => (state = withPending(fold, [event])));
  expect(indexed).toBeLessThan(20);
  expect(state.conversation.turns.size).toBe(5001);
  for (let at = 0; at < 5000; at++)
    expect(state.conversation.turns.at(at)).toBe(fold.state.conversation.turns.at(at));
});

function inPortions(log: readonly LogEntry[], size: number): void {
  let fold = foldOf('pair', []);
  for (let from = 0; from < log.length; from += size) fold = foldOn(fold, log.slice(from, from + size));
}
