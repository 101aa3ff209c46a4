import { describe, expect, test } from 'vitest';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { carriedOut } from '#domain/retention/carried-out.ts';
import { stayChosen } from '#domain/retention/chosen.ts';
import { readRetention } from '#domain/retention/in-force.ts';
import { overBefore } from '#domain/retention/over.ts';
import type { Stay } from '#domain/retention/stay.ts';
import { retentionView, type RetentionView } from '#domain/retention/view.ts';
import { withPending } from '#domain/space/fold.ts';
import { mayHappen } from '#domain/space/may.ts';
import type { PersonId } from '#kernel/ids.ts';
import { day, hour, minute, type Millis } from '#kernel/time.ts';
import { ana, bo, cai, idOf, stranger } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const view = (story: Story): RetentionView => retentionView(story.state());
const chooses = (story: Story, by: PersonId, stay: Stay) => story.does(by, stayChosen({ stay }));
const over = (story: Story, now: Millis) => overBefore(readRetention(story.state()), now);

describe.each<[string, PersonId, PersonId]>([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
])('between %s', (_names, one, other) => {
  test('all is kept while nobody has chosen anything', () => {
    expect(view(tell('pair', one, other))).toEqual({
      stay: 'all',
      by: null,
      since: null,
      from: null,
      wishes: [],
      letGoAt: null,
      pending: false,
    });
  });

  test('a shorter time needs one person, and is carried out a day later', () => {
    const story = tell('pair', one, other);
    chooses(story, one, 'a-week');
    const since = 2 * minute;
    expect(view(story)).toMatchObject({ stay: 'a-week', by: one, since, from: since + day, wishes: [] });
    chooses(story, other, 'a-day');
    expect(view(story)).toMatchObject({ stay: 'a-day', by: other });
  });

  test('a longer time needs both, for exactly the same', () => {
    const story = tell('pair', one, other);
    chooses(story, one, 'a-day');
    chooses(story, one, '30-days');
    expect(view(story)).toMatchObject({ stay: 'a-day', wishes: [{ member: one, stay: '30-days' }] });
    chooses(story, other, 'all');
    expect(view(story).stay).toBe('a-day');
    chooses(story, one, 'all');
    expect(view(story)).toMatchObject({ stay: 'all', by: one, wishes: [] });
  });

  test('a wish for longer is taken back by choosing what holds', () => {
    const story = tell('pair', one, other);
    chooses(story, one, 'a-week');
    chooses(story, other, 'all');
    chooses(story, other, 'a-week');
    chooses(story, one, 'all');
    expect(view(story)).toMatchObject({ stay: 'a-week', wishes: [{ member: one, stay: 'all' }] });
  });

  test('a wish spoke to what held then: once another time holds, it is over', () => {
    const story = tell('pair', one, other);
    chooses(story, one, 'a-week');
    chooses(story, one, 'a-year');
    chooses(story, other, 'a-day');
    chooses(story, other, 'a-year');
    expect(view(story)).toMatchObject({ stay: 'a-day', wishes: [{ member: other, stay: 'a-year' }] });
  });
});

test('whoever joins later finds what holds, and is waited for before it grows longer', () => {
  const story = tell('circle', ana, bo);
  chooses(story, ana, 'a-week');
  chooses(story, bo, 'all');
  story.joins(cai);
  expect(view(story)).toMatchObject({ stay: 'a-week', wishes: [{ member: bo, stay: 'all' }] });
  chooses(story, ana, 'all');
  expect(view(story).stay).toBe('a-week');
  chooses(story, cai, 'all');
  expect(view(story).stay).toBe('all');
});

test('whoever leaves is waited for no longer, and what they wished for is over', () => {
  const story = tell('circle', ana, bo, cai);
  chooses(story, cai, 'a-week');
  chooses(story, ana, 'all');
  chooses(story, bo, 'all');
  story.leaves(cai);
  expect(view(story)).toMatchObject({ stay: 'all', by: null });

  const other = tell('circle', ana, bo);
  chooses(other, ana, 'a-week');
  chooses(other, bo, 'all');
  other.leaves(bo);
  other.joins(bo);
  chooses(other, ana, 'all');
  expect(view(other)).toMatchObject({ stay: 'a-week', wishes: [{ member: ana, stay: 'all' }] });
});

test('what somebody chose who was not there, or where nobody talks, changes nothing', () => {
  const story = tell('pair', ana, bo);
  chooses(story, stranger, 'a-day');
  story.does(ana, { kind: 'retention.chosen', content: { stay: 'an hour' }, drops: [], must: false });
  expect(view(story).stay).toBe('all');
  const community = tell('community', ana, bo);
  chooses(community, ana, 'a-day');
  expect(view(community).stay).toBe('all');
  const attempt = { author: ana, at: 0, event: stayChosen({ stay: 'a-day' }), eventId: idOf<'event'>('x') };
  expect(mayHappen(community.fold(), [], attempt)).toMatchObject({ ok: false });
});

test('alone, one’s own choice is enough either way', () => {
  const story = tell('solo', ana);
  chooses(story, ana, 'a-day');
  chooses(story, ana, 'all');
  expect(view(story).stay).toBe('all');
});

test('nothing is over within a day of a shorter choice, and a longer one counts at once', () => {
  const story = tell('pair', ana, bo);
  story.waits(100 * day);
  chooses(story, ana, '30-days');
  const chosen = 100 * day + 2 * minute;
  expect(over(story, chosen + day - minute)).toBeNull();
  expect(over(story, chosen + day)).toBe(chosen + day - 30 * day);
  story.waits(10 * day);
  chooses(story, bo, 'a-day');
  const shorter = 110 * day + 3 * minute;
  expect(over(story, shorter + hour)).toBe(shorter + hour - 30 * day);
  expect(over(story, shorter + day)).toBe(shorter);
  story.waits(10 * day);
  chooses(story, ana, 'all');
  chooses(story, bo, 'all');
  expect(over(story, 120 * day + hour)).toBeNull();
});

test('a time that held for an hour and was made shorter still has its day of notice', () => {
  const story = tell('pair', ana, bo);
  story.waits(100 * day);
  chooses(story, ana, 'a-week');
  story.waits(hour);
  chooses(story, bo, 'a-day');
  const second = 100 * day + hour + 3 * minute;
  expect(over(story, second + hour)).toBeNull();
  expect(over(story, second + day - 2 * minute)).toBe(second - 2 * minute - 6 * day);
  expect(over(story, second + day)).toBe(second);
});

test('a clock that is years behind makes nothing old', () => {
  const story = tell('pair', ana, bo);
  story.waits(4000 * day);
  chooses(story, ana, 'a-day');
  expect(over(story, day)).toBeNull();
});

test('what was let go leaves nothing behind, and that it happened is remembered', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'Long ago.' }));
  // The event that was just written is there.
  const turn = story.state().conversation.turns.get(first) as SaidTurn;
  const second = story.does(ana, reworded(turn, { text: 'Longer ago.' }));
  story.does(bo, said({ text: 'Yes.' }));
  story.does(ana, carriedOut([first, second]));
  story.does(bo, carriedOut([]));
  const { conversation, retention } = story.state();
  expect(conversation.turns.size).toBe(1);
  expect(retention.letGoAt).toBe(6 * minute);
});

test('nobody lets go of what somebody else said', () => {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'This is mine.' }));
  story.does(bo, carriedOut([first]));
  expect(story.state().conversation.turns.size).toBe(1);
});

test('a choice that waits on this device is shown as waiting', () => {
  const story = tell('pair', ana, bo);
  const { kind, content } = stayChosen({ stay: 'a-day' });
  const waiting = { eventId: idOf<'event'>('w'), author: ana, at: 9 * minute, kind, content, drops: [] };
  const state = withPending(story.fold(), [waiting]);
  expect(retentionView(state)).toMatchObject({ stay: 'a-day', pending: true });
});
