import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementView } from '#domain/agreement/view.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import { ana, bo, cai } from '#tests/domain/cast.ts';
import { everybodyHolds, everybodyHoldsProposal, textsIn } from '#tests/domain/honest.ts';
import { actsOfAgreeing, play, runs } from '#tests/domain/random-story.ts';
import { foldOf } from '#tests/domain/story.ts';

const spaces: readonly SpaceKind[] = ['pair', 'circle', 'solo'];
const stories = fc
  .tuple(fc.constantFrom(...spaces), actsOfAgreeing())
  .map(([kind, todo]) => play(kind, [ana, bo, cai], todo));

test('nothing is ours whose very words somebody here has not said yes to', () => {
  let inForce = 0;
  fc.assert(
    fc.property(stories, ({ kind, log }) => {
      const { state } = foldOf(kind, log);
      for (const clause of agreementView(state).clauses) {
        if (clause.inForce === null) continue;
        inForce += 1;
        expect(everybodyHolds(kind, log, { clause: clause.clause, text: clause.inForce.text })).toBe(true);
      }
    }),
    runs(2000),
  );
  expect(inForce).toBeGreaterThan(200);
});

test('what everybody here holds is ours, and the newest of such texts is', () => {
  fc.assert(
    fc.property(stories, ({ kind, log }) => {
      const { clauses } = agreementView(foldOf(kind, log).state);
      const place = (id: string): number =>
        log.findIndex((entry) => entry.type === 'event' && entry.eventId === id);
      for (const text of textsIn(log)) {
        if (!everybodyHolds(kind, log, text) || !everybodyHoldsProposal(kind, log, text)) continue;
        const clause = clauses.find((candidate) => candidate.clause === text.clause);
        expect(clause?.inForce).toBeTruthy();
        expect(place(clause?.inForce?.proposal ?? '')).toBeGreaterThanOrEqual(place(text.proposal));
      }
    }),
    runs(1000),
  );
});
