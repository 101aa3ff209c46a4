import { expect, test } from 'vitest';
import { kindNamed, type SpaceEventKind } from '#domain/space/kinds.ts';

/**
 * Whether a release that does not know a kind must stop, whether our devices ever let it go, and whether it can still
 * happen in a space that has ended.
 */
interface Promised {
  readonly must?: true;
  readonly droppable?: true;
  readonly afterTheEnd?: true;
}

const promised: Readonly<Record<SpaceEventKind, Promised>> = {
  'member.named': { droppable: true, afterTheEnd: true },
  'space.named': {},
  'space.described': {},
  'space.handed-on': {},
  'community.introduced': { droppable: true },
  'community.stepped-away': { droppable: true },
  'community.came-back': { droppable: true },
  'conversation.said': { droppable: true },
  'conversation.shown': { droppable: true },
  'conversation.voiced': { droppable: true },
  'conversation.reworded': { droppable: true, must: true },
  'conversation.withdrawn': { must: true, afterTheEnd: true },
  'conversation.all-withdrawn': { must: true, afterTheEnd: true },
  'agreement.proposed': { droppable: true },
  'agreement.answered': { must: true },
  'agreement.reopened': { must: true, afterTheEnd: true },
  'agreement.revisit-suggested': {},
  'agreement.kept-in-sight': {},
  'care.asked': {},
  'care.agreed': {},
  'care.taken-back': { must: true },
  'hosting.taken': {},
  'hosting.passed': {},
  'hosting.held': {},
  'agreement.chosen-for-pauses': {},
  'pause.asked': {},
  'pause.ended': {},
  'sitting.came': { droppable: true },
  'sitting.went': {},
  'ending.begun': { must: true },
  'ending.offered': { droppable: true },
  'ending.taken-back': { afterTheEnd: true },
  'ending.goodbye-wished': {},
  'ending.chose': { must: true },
  'ending.stopped': { must: true },
  'retention.chosen': {},
  'retention.carried-out': { afterTheEnd: true },
  'worksheet.started': {},
  'worksheet.offered': { droppable: true },
  'worksheet.withdrawn': { must: true, afterTheEnd: true },
  'worksheet.asked': { droppable: true },
  'worksheet.heard': { droppable: true },
  'worksheet.got-ready': {},
  'worksheet.proposed': { droppable: true },
  'worksheet.answered': { must: true },
  'worksheet.reopened': { must: true, afterTheEnd: true },
  'worksheet.rested': {},
  'worksheet.let-go': {},
  'worksheet.taken-up': {},
  'worksheet.noted': { droppable: true },
  'worksheet.forgotten': {},
};

test.each(Object.entries(promised))(
  '%s keeps what was promised of it',
  (name, { must = false, droppable = false, afterTheEnd = false }) => {
    const kind = kindNamed(name);
    expect(kind?.kind).toBe(name);
    expect(kind?.must ?? false).toBe(must);
    expect(kind?.droppable ?? false).toBe(droppable);
    expect(kind?.afterTheEnd ?? false).toBe(afterTheEnd);
  },
);

test('whoever comes in later reads names, agreement, turns to host, which sheets there are and how long words stay, and never what was said', () => {
  const handed = Object.keys(promised).filter((name) => kindNamed(name)?.handedOn === true);
  expect(handed.map((name) => name.split('.')[0])).not.toContain('conversation');
  expect(handed).toEqual(
    Object.keys(promised).filter((name) =>
      /^(member|agreement|hosting)\.|^space\.(named|described)$|^retention\.chosen$|^worksheet\.(started|proposed|answered|reopened|rested|let-go|taken-up)$/.test(
        name,
      ),
    ),
  );
});

test('only what may be let go goes when its time is over', () => {
  const lapsing = Object.keys(promised).filter((name) => kindNamed(name)?.lapses !== undefined);
  expect(lapsing).toEqual([
    'conversation.said',
    'conversation.shown',
    'conversation.voiced',
    'conversation.reworded',
  ]);
  for (const name of lapsing) expect(kindNamed(name)?.droppable).toBe(true);
});
