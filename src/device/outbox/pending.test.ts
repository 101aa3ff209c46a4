import { expect, test } from 'vitest';
import { renamed } from '#device/outbox/pending.ts';
import type { OutboxRecord } from '#device/records.ts';
import { idFromBytes, type EventId } from '#kernel/ids.ts';

const id = (byte: number): EventId => idFromBytes(new Uint8Array(32).fill(byte));
const sealed = { header: new Uint8Array(), signature: new Uint8Array(64), body: new Uint8Array() };

function record(number: number, content: unknown, drops: readonly EventId[] = []): OutboxRecord {
  return {
    number,
    id: id(number),
    once: new Uint8Array(16).fill(number),
    at: 0,
    sealed,
    draft: { kind: 'conversation.reworded', content, drops },
  };
}

test('what speaks of an event that was sealed anew follows it, and is sealed anew itself', () => {
  const [said, reworded] = renamed(
    [record(1, { text: 'Hello.' }), record(2, { said: id(1), text: 'Hello there.' }, [id(1)])],
    id(1),
    id(9),
  );
  expect(said?.sealed).toBe(sealed);
  expect(reworded?.draft).toEqual({
    kind: 'conversation.reworded',
    content: { said: id(9), text: 'Hello there.' },
    drops: [id(9)],
  });
  expect(reworded?.sealed).toBeUndefined();
});
