import { describe, expect, test } from 'vitest';
import { proposed } from '#domain/agreement/proposed.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { introduced } from '#domain/community/introduced.ts';
import { named } from '#domain/member/named.ts';
import { lapsedOf } from '#domain/space/lapsed.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { day, minute } from '#kernel/time.ts';
import { ana, bo } from '#tests/domain/cast.ts';
import { foldOf, tell, withBody, type Story } from '#tests/domain/story.ts';

const now = 100 * day;
const before = 70 * day;
const lapsed = ({ kind, log }: Pick<Story, 'kind' | 'log'>, author: PersonId) =>
  lapsedOf(foldOf(kind, log).ledger, { author, before, now });

function turn(story: Story, id: EventId): SaidTurn {
  // Said just before.
  return story.state().conversation.turns.get(id) as SaidTurn;
}

/** Written at another time than the server says. */
function written(log: readonly LogEntry[], id: EventId, at: { server?: number; clock?: number }) {
  return log.map((entry) => {
    if (entry.type !== 'event' || entry.eventId !== id || entry.body.state !== 'opened') return entry;
    const body = { ...entry.body, at: at.clock ?? entry.body.at };
    return { ...entry, at: at.server ?? entry.at, body };
  });
}

describe.each<[PersonId, PersonId]>([
  [ana, bo],
  [bo, ana],
])('for each of the two', (one, other) => {
  test('what is over is one’s own turns from before, with their rewordings of whatever day', () => {
    const story = tell('pair', one, other);
    const old = story.does(one, said({ text: 'Old.' }));
    story.does(other, said({ text: 'As old.' }));
    story.waits(80 * day);
    const better = story.does(one, reworded(turn(story, old), { text: 'Old, in newer words.' }));
    story.does(one, said({ text: 'New.' }));
    expect(lapsed(story, one)).toEqual([old, better]);
  });
});

test('agreements, names and answers stay, however old they are', () => {
  const story = tell('pair', ana, bo);
  story.does(ana, named({ name: 'Ana' }));
  story.does(ana, proposed({ text: 'We write on Sundays.' }));
  const community = tell('community', ana, bo);
  community.does(ana, introduced({ words: 'I bake.' }, null));
  expect(lapsed(story, ana)).toEqual([]);
  expect(lapsed(community, ana)).toEqual([]);
});

test('what is gone already is not let go once more', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'One.' }));
  story.does(ana, withdrawn(turn(story, first)));
  expect(lapsed(story, ana)).toEqual([]);
});

test('better words for a turn that has gone follow it', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'One.' }));
  const known = turn(story, first);
  story.does(ana, withdrawn(known));
  story.waits(90 * day);
  const late = story.does(ana, reworded(known, { text: 'From a device that did not know.' }));
  expect(lapsed(story, ana)).toEqual([late]);
});

test('somebody else’s turn makes words of mine no older', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(bo, said({ text: 'Old.' }));
  story.waits(90 * day);
  story.does(ana, reworded(turn(story, first), { text: 'Not mine to reword.' }));
  expect(lapsed(story, ana)).toEqual([]);
});

test('what cannot be read is not touched', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'One.' }));
  for (const state of ['waiting', 'kept-back'] as const) {
    expect(lapsed({ kind: 'pair', log: withBody(story.log, first, { state }) }, ana)).toEqual([]);
  }
});

test('a server that dates an entry back makes it no older than its author’s clock says', () => {
  const story = tell('pair', ana, bo);
  story.waits(99 * day);
  const first = story.does(ana, said({ text: 'Just now.' }));
  expect(lapsed({ kind: 'pair', log: written(story.log, first, { server: minute }) }, ana)).toEqual([]);
});

test('a clock that ran years ahead does not keep its words for years', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'From the future.' }));
  const log = written(story.log, first, { clock: 4000 * day });
  expect(lapsed({ kind: 'pair', log }, ana)).toEqual([first]);
});

test('what waited long before it came counts from when it came', () => {
  const story = tell('pair', ana, bo);
  story.waits(99 * day);
  const first = story.does(ana, said({ text: 'Written on a mountain.' }));
  expect(lapsed({ kind: 'pair', log: written(story.log, first, { clock: minute }) }, ana)).toEqual([]);
});
