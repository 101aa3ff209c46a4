import { expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { agreementView } from '#domain/agreement/view.ts';
import { said } from '#domain/conversation/said.ts';
import { foldOn } from '#domain/space/fold.ts';
import { ana, bo } from '#tests/domain/cast.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf, tell, withBody } from '#tests/domain/story.ts';

const beforeMe = { state: 'before-me' } as const;
const waiting = { state: 'waiting' } as const;

function story() {
  const told = tell('circle', ana, bo);
  const clause = told.does(ana, proposed({ text: 'We begin on time.' }));
  const words = told.does(bo, said({ text: 'Late again.' }));
  told.does(bo, answered({ clause, proposal: clause, text: 'We begin on time.', answer: 'yes' }));
  return { log: told.log, state: told.state(), words, clause };
}

test('what was said before somebody was invited is not waited for, and casts no doubt on what is agreed', () => {
  const { log, words } = story();
  const late = foldOf('circle', withBody(log, words, beforeMe));
  expect(late.state).toMatchObject({ waiting: [], keptBack: [] });
  expect(agreementView(late.state)).toMatchObject({ certain: true, clauses: [{ situation: 'ours' }] });
  expect(late.state.conversation.turns.size).toBe(0);
});

test('while its key may still come, nothing is shown as ours', () => {
  const { log, words } = story();
  const early = foldOf('circle', withBody(log, words, waiting));
  expect(agreementView(early.state).certain).toBe(false);
  expect(agreementView(foldOn(early, withBody(log, words, beforeMe)).state).certain).toBe(true);
});

test('once its key was handed on, it folds at its old place', () => {
  const { log, clause, state } = story();
  const late = foldOf('circle', withBody(log, clause, beforeMe));
  expect(plain(foldOn(late, log).state)).toEqual(plain(state));
});
