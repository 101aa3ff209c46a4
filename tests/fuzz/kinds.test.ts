import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldOn, startFold } from '#domain/space/fold.ts';
import { kindNamed, type SpaceEventKind } from '#domain/space/kinds.ts';
import type { EventEntry, LogEntry } from '#domain/space/log.ts';
import { idFromBytes, type EventId, type PersonId, type SpaceId } from '#kernel/ids.ts';
import { otherwise } from '#tests/fuzz/spoil.ts';
import { createTally, tryMany } from '#tests/fuzz/tally.ts';

/** What is inside a seal is written by somebody's client, which may put anything there: no device stumbles over it. */
const idOf = <Of extends string>(byte: number) => idFromBytes<Of>(new Uint8Array(32).fill(byte));
const [ana, bo]: [PersonId, PersonId] = [idOf(1), idOf(2)];
const [clause, said]: [EventId, EventId] = [idOf(3), idOf(4)];
const text = 'We tell each other when it gets loud.';

const file = { blob: idOf(5), hash: idOf(6), key: idOf(7), bytes: 1234 };

const sheet: EventId = idOf(10);
const onSheet = { worksheet: sheet, step: 'questions' };
const note = { space: idOf(9), key: 'k'.repeat(22), prompt: 'one', asked: 'And you?', text };

/** One that is right, of every kind. */
const contents: Readonly<Record<SpaceEventKind, unknown>> = {
  'member.named': { name: 'Ana' },
  'space.named': { name: 'The Long Table' },
  'space.described': { purpose: 'Bread, and talk while it bakes.', look: 'nest' },
  'space.handed-on': { keys: [{ event: clause, key: clause }] },
  'community.introduced': { words: 'Mends bicycles.' },
  'community.stepped-away': {},
  'community.came-back': {},
  'conversation.said': { text: 'Are you there?', note: 'about tea' },
  'conversation.shown': {
    ...file,
    type: 'image/jpeg',
    width: 40,
    height: 30,
    description: 'A cat on a wall.',
  },
  'conversation.voiced': { ...file, type: 'audio/webm', seconds: 9, note: 'sad news' },
  'conversation.reworded': { said, text: 'Are you here?' },
  'conversation.withdrawn': { said },
  'conversation.all-withdrawn': { said: [said] },
  'agreement.proposed': { text },
  'agreement.answered': { clause, proposal: clause, text, answer: 'yes', because: 'it helps' },
  'agreement.reopened': { clause, proposal: clause, text },
  'agreement.revisit-suggested': { on: '2030-02-01' },
  'agreement.kept-in-sight': { clause },
  'care.asked': {
    act: 'removal',
    person: bo,
    since: idOf(5),
    number: 1,
    signature: 'AA',
    reason: { words: 'It is not safe.', salt: 'AA' },
  },
  'care.agreed': { ask: said, number: 1, signature: 'AA' },
  'care.taken-back': { ask: said },
  'hosting.taken': {},
  'hosting.passed': {},
  'hosting.held': {},
  'agreement.chosen-for-pauses': { clause },
  'pause.asked': { until: 1_900_000_000_000 },
  'pause.ended': {},
  'sitting.came': { sitting: said },
  'sitting.went': { sitting: said, coming: said, as: 'back', remember: true },
  'ending.begun': { on: '2030-02-01' },
  'ending.offered': { prompt: 'what-changed', text },
  'ending.taken-back': { offer: said },
  'ending.goodbye-wished': { none: true },
  'ending.chose': { hasChosen: true },
  'ending.stopped': {},
  'retention.chosen': { stay: 'a-week' },
  'retention.carried-out': {},
  'worksheet.started': { tool: 't3', version: 1, title: 'Before the rain' },
  'worksheet.offered': { ...onSheet, asked: 'What is on your table?', text, of: said },
  'worksheet.withdrawn': { ...onSheet, offer: said },
  'worksheet.asked': { ...onSheet, card: 'today-1', text: 'What is on your table?' },
  'worksheet.heard': { worksheet: sheet, offer: said, as: 'near', more: 'The loud part, too.' },
  'worksheet.got-ready': { ...onSheet, ready: true },
  'worksheet.proposed': { ...onSheet, text },
  'worksheet.answered': { worksheet: sheet, clause, proposal: clause, text, answer: 'yes' },
  'worksheet.reopened': { worksheet: sheet, clause, proposal: clause, text },
  'worksheet.rested': { worksheet: sheet },
  'worksheet.let-go': { worksheet: sheet },
  'worksheet.taken-up': { worksheet: sheet },
  'worksheet.noted': { ...note, ...onSheet },
  'worksheet.forgotten': {},
};
const kinds = Object.keys(contents) as SpaceEventKind[];

function event(seq: number, author: PersonId, kind: string, content: unknown, eventId: EventId): EventEntry {
  const body = { state: 'opened', kind, at: 0, once: `${seq}`, must: false, content } as const;
  return { type: 'event', seq, at: 0, eventId, author, drops: [], body };
}

const before: readonly LogEntry[] = [
  { type: 'membership', seq: 1, at: 0, members: [ana, bo], joined: [ana, bo], left: [] },
  event(2, ana, 'agreement.proposed', contents['agreement.proposed'], clause),
  event(3, ana, 'conversation.said', contents['conversation.said'], said),
  event(4, bo, 'worksheet.started', contents['worksheet.started'], sheet),
];
const begun = foldOn(startFold({ space: idOf(9) as SpaceId, kind: 'pair' }), before);

test('content of every kind', async () => {
  const tally = createTally('kinds');
  const hints = {
    said: [clause, idOf(8), 'no id'],
    clause: [said, idOf(8), null],
    proposal: [said, idOf(8)],
    answer: ['yes-and', 'worried', 'never'],
    text: ['', ' ', text, '\u202e', 'x'.repeat(5000)],
    act: ['in', 'out', 'up'],
    number: [0, 1.5, 2 ** 60],
    purpose: [null, ' ', 'x'.repeat(601)],
    look: ['ring', 'crown'],
    type: ['image/svg+xml', 'text/html', 'audio/ogg', 'image/png'],
    width: [0, 1.5, 1e9],
    seconds: [0, -1, 1e9],
    bytes: [0, 2 ** 40],
    until: [-1, 0.5, 2 ** 60, 'soon'],
    sitting: [idOf(8), 'no id'],
    coming: [clause, idOf(8)],
    as: ['away', null],
    prompt: ['score', ''],
    offer: [clause, idOf(8)],
    stay: ['all', 'never', 7],
    worksheet: [said, idOf(8), 'no id'],
    step: ['', 'Step', 'x'.repeat(41), '../up'],
    tool: ['', 'T3', 3],
    version: [0, 1.5, -1, 2 ** 60],
    key: ['', 'k', 'k'.repeat(23)],
    on: ['2030-02-30', null, '2030-1-1'],
  };
  const tried = fc.constantFrom(...kinds).chain((kind) => {
    const content = contents[kind];
    return fc.tuple(fc.constant(kind), fc.oneof(fc.constant(content), otherwise(content, hints)));
  });
  await tryMany(fc.tuple(tried, fc.constantFrom(ana, bo)), {
    runs: 1500,
    attempt: ([[kind, content], author]) => {
      const parsed = kindNamed(kind)!.parse(content);
      tally.count(parsed.ok ? 'yes' : parsed.refusal.code);
      const after = foldOn(begun, [event(5, author, kind, content, idOf(7))]);
      // What does not parse is as if it were not there.
      const without = foldOn(begun, [event(5, author, 'nobody.knows', {}, idOf(7))]);
      if (!parsed.ok) expect(after.state).toEqual(without.state);
    },
  });
  tally.expectEach(['yes', 'malformed']);
});
