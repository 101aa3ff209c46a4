import { describe, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { agreementView } from '#domain/agreement/view.ts';
import type { ClauseView } from '#domain/consent/view.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { newestTurns } from '#domain/conversation/turns.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import { withPending } from '#domain/space/fold.ts';
import type { PendingEvent } from '#domain/space/log.ts';
import { mayHappen } from '#domain/space/may.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ana, bo, idOf, stranger } from '#tests/domain/cast.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf, tell, type Story } from '#tests/domain/story.ts';

let count = 0;

function pending(author: PersonId, event: DraftEvent): PendingEvent {
  const { kind, content, drops = [] } = event;
  return { eventId: idOf(`here-${++count}`), author, at: 99, kind, content, drops };
}

function clauseWith(story: Story, ...events: PendingEvent[]): ClauseView | undefined {
  return agreementView(withPending(story.fold(), events)).clauses[0];
}

describe('what still waits on this device', () => {
  test('stands at the end, marked, and leaves the settled fold as it was', () => {
    const story = tell('pair', ana, bo);
    story.does(bo, said({ text: 'one' }));
    const fold = story.fold();
    const before = JSON.stringify(plain(fold.state));
    const state = withPending(fold, [
      pending(ana, said({ text: 'two' })),
      pending(ana, said({ text: 'three' })),
    ]);
    expect(newestTurns(state.conversation, 9)).toMatchObject([
      { text: 'one', pending: false },
      { text: 'two', pending: true },
      { text: 'three', pending: true, at: 99 },
    ]);
    expect(JSON.stringify(plain(fold.state))).toBe(before);
  });

  test('words are gone at once when their author withdraws them, and the line says that it is on its way', () => {
    const story = tell('pair', ana, bo);
    const first = story.does(ana, said({ text: 'one' }));
    story.does(bo, said({ text: 'two' }));
    const fold = story.fold();
    const turn = fold.state.conversation.turns.get(first) as SaidTurn;
    const state = withPending(fold, [pending(ana, withdrawn(turn))]);
    expect(newestTurns(state.conversation, 9)).toMatchObject([
      { state: 'withdrawn', pending: true },
      { text: 'two', pending: false },
    ]);
    expect(fold.state.conversation.turns.get(first)).toBe(turn);
  });

  test('a rewording marks the turn', () => {
    const story = tell('pair', ana, bo);
    const first = story.does(ana, said({ text: 'one' }));
    const turn = story.state().conversation.turns.get(first) as SaidTurn;
    const state = withPending(story.fold(), [pending(ana, reworded(turn, { text: 'uno' }))]);
    expect(newestTurns(state.conversation, 9)).toMatchObject([{ text: 'uno', pending: true }]);
  });

  test('what has come back from the log meanwhile is there once', () => {
    const story = tell('pair', ana, bo);
    const event = pending(ana, said({ text: 'one' }));
    story.does(ana, said({ text: 'one' }), event.eventId);
    expect(newestTurns(withPending(story.fold(), [event]).conversation, 9)).toMatchObject([
      { pending: false },
    ]);
  });

  test('entries that came early do not get in its way', () => {
    const story = tell('pair', ana, bo);
    story.does(bo, said({ text: 'lost on the way' }));
    story.does(bo, said({ text: 'early' }));
    const [first, , third] = story.log;
    const state = withPending(foldOf('pair', [first!, third!]), [pending(ana, said({ text: 'mine' }))]);
    expect(newestTurns(state.conversation, 9)).toMatchObject([{ text: 'mine', pending: true }]);
  });

  test('a yes makes nothing ours before it is in the log, and a no ends it at once', () => {
    const story = tell('pair', ana, bo);
    const text = 'We write when we can.';
    const proposal = story.does(bo, proposed({ text }));
    const wording = { clause: proposal, proposal, text };
    expect(clauseWith(story, pending(ana, answered({ ...wording, answer: 'yes' })))).toMatchObject({
      situation: 'pending',
      inForce: null,
    });
    story.does(ana, answered({ ...wording, answer: 'yes' }));
    expect(clauseWith(story)).toMatchObject({ situation: 'ours' });
    expect(clauseWith(story, pending(ana, reopened(wording)))).toMatchObject({
      situation: 'lapsed',
      inForce: null,
    });
    const oneMore = pending(
      ana,
      answered({ ...wording, answer: 'yes-and', and: 'And we say when we cannot.' }),
    );
    expect(clauseWith(story, oneMore)).toMatchObject({
      situation: 'ours-older-text',
      inForce: { text, stretch: { until: null } },
      newest: { situation: 'pending', pending: true },
    });
  });

  test('a yes that is on its way has not begun to count', () => {
    const story = tell('pair', ana, bo);
    const text = 'We write when we can.';
    const proposal = story.does(bo, proposed({ text }));
    const yes = pending(ana, answered({ clause: proposal, proposal, text, answer: 'yes' }));
    const view = clauseWith(story, yes)?.newest;
    expect(view).toMatchObject({ stretch: null, saidYes: [{ person: bo }], waitsFor: [] });
    expect(view?.answers).toContainEqual({
      member: ana,
      answer: 'yes',
      at: 99,
      because: null,
      pending: true,
    });
  });

  test('a choice to keep something in sight counts once it is in the log', () => {
    const story = tell('pair', ana, bo);
    const text = 'We write when we can.';
    const clause = story.does(bo, proposed({ text }));
    story.does(ana, answered({ clause, proposal: clause, text, answer: 'yes' }));
    story.does(bo, keptInSight({ clause }));
    const choice = pending(ana, keptInSight({ clause }));
    expect(agreementView(withPending(story.fold(), [choice])).inSight).toBeNull();
    story.does(ana, keptInSight({ clause }));
    expect(story.agreement().inSight).toBe(clause);
  });

  test('alone, a text is on its way before it is mine', () => {
    expect(
      clauseWith(tell('solo', ana), pending(ana, proposed({ text: 'Bed before the news.' }))),
    ).toMatchObject({
      situation: 'pending',
      inForce: null,
    });
  });
});

describe('asking first', () => {
  const ask = (story: Story, author: PersonId, event: DraftEvent, ...before: PendingEvent[]) =>
    mayHappen(story.fold(), before, { author, at: 99, event, eventId: idOf('next') });

  test('a member may speak, a stranger and somebody who left may not', () => {
    const story = tell('pair', ana, bo);
    expect(ask(story, ana, said({ text: 'hello' })).ok).toBe(true);
    expect(ask(story, stranger, said({ text: 'hello' }))).toMatchObject({
      refusal: { code: 'not-a-member' },
    });
    story.leaves(ana);
    expect(ask(story, ana, said({ text: 'hello' }))).toMatchObject({ refusal: { code: 'not-a-member' } });
  });

  test('the answer is the one that the fold will give, with its reason', () => {
    const story = tell('pair', ana, bo);
    const first = story.does(ana, said({ text: 'one' }));
    const turn = story.state().conversation.turns.get(first) as SaidTurn;
    expect(ask(story, ana, reworded(turn, { text: 'uno' })).ok).toBe(true);
    expect(ask(story, bo, reworded(turn, { text: 'uno' }))).toMatchObject({
      refusal: { code: 'not-your-words' },
    });
    expect(ask(story, bo, withdrawn(turn))).toMatchObject({ refusal: { code: 'not-your-words' } });
    story.does(ana, withdrawn(turn));
    expect(ask(story, ana, reworded(turn, { text: 'uno' }))).toMatchObject({
      refusal: { code: 'withdrawn' },
    });
    expect(ask(story, bo, said({ text: '' }))).toMatchObject({ refusal: { code: 'malformed' } });
    expect(ask(tell('community', bo), bo, said({ text: 'a' }))).toMatchObject({
      refusal: { code: 'not-in-this-space' },
    });
    expect(ask(story, bo, { kind: 'kite.flown', content: null })).toMatchObject({
      refusal: { code: 'unknown-kind' },
    });
  });

  test('what waits on this device counts as said already', () => {
    const story = tell('pair', ana, bo);
    const one = pending(ana, said({ text: 'one' }));
    const turn = withPending(story.fold(), [one]).conversation.turns.get(one.eventId) as SaidTurn;
    expect(ask(story, ana, reworded(turn, { text: 'uno' }), one).ok).toBe(true);
    expect(ask(story, ana, reworded(turn, { text: 'uno' })).ok).toBe(false);
  });

  test('a space that needs an update takes nothing further', () => {
    const story = tell('pair', ana, bo);
    story.does(bo, { kind: 'kite.flown', content: null, must: true });
    expect(ask(story, ana, said({ text: 'hello' }))).toMatchObject({ refusal: { code: 'update-needed' } });
  });
});
