import type { DraftEvent } from '#domain/space/define.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { idFromBytes, type EventId, type Id, type PersonId, type SpaceId } from '#kernel/ids.ts';

export const space: SpaceId = madeUpId('space');
export const [ana, bo]: readonly [PersonId, PersonId] = [madeUpId('ana'), madeUpId('bo')];
const clauseEvery = 100;
const words = 'We sat by the river until the lamps came on, and nobody had to be anywhere. ';

/** A long friendship, already opened: talk both ways, and now and then a sentence that both say yes to. */
export function madeUpLog(events: number): LogEntry[] {
  const entries: LogEntry[] = [
    { type: 'membership', seq: 1, at: 0, members: [ana, bo], joined: [ana, bo], left: [] },
  ];
  for (let index = 0; index < events; index++) entries.push(entry(index));
  return entries;
}

function entry(index: number): LogEntry {
  const at = index * 60_000;
  const { kind, content, must = false } = draft(index);
  return {
    type: 'event',
    seq: index + 2,
    at,
    eventId: eventId(index),
    author: index % 2 === 0 ? ana : bo,
    drops: [],
    body: { state: 'opened', kind, at, once: `once ${index}`, must, content },
  };
}

function draft(index: number): DraftEvent {
  const clause = index - (index % clauseEvery);
  const text = `We meet on day ${clause}.`;
  if (index % clauseEvery === 0) return proposed({ text });
  if (index % clauseEvery === 1) {
    return answered({ clause: eventId(clause), proposal: eventId(clause), text, answer: 'yes' });
  }
  return said({ text: `${index}. ${words.repeat(1 + (index % 5))}` });
}

function eventId(index: number): EventId {
  return madeUpId(`event ${index}`);
}

function madeUpId<Kind extends string>(name: string): Id<Kind> {
  const bytes = new Uint8Array(32);
  bytes.set(utf8ToBytes(name));
  return idFromBytes(bytes);
}
