import { expect, test } from 'vitest';
import { kindNamed, type SpaceEventKind } from '#domain/space/kinds.ts';

/** Whether a release that does not know a kind must stop, and whether our devices ever let it go. */
const promised: Readonly<Record<SpaceEventKind, { readonly must?: true; readonly droppable?: true }>> = {
  'member.named': { droppable: true },
  'space.named': {},
  'space.described': {},
  'space.handed-on': {},
  'community.introduced': { droppable: true },
  'community.stepped-away': { droppable: true },
  'community.came-back': { droppable: true },
  'conversation.said': { droppable: true },
  'conversation.reworded': { droppable: true, must: true },
  'conversation.withdrawn': { must: true },
  'agreement.proposed': { droppable: true },
  'agreement.answered': { must: true },
  'agreement.reopened': { must: true },
  'agreement.revisit-suggested': {},
  'agreement.kept-in-sight': {},
  'care.asked': {},
  'care.agreed': {},
  'care.taken-back': { must: true },
  'hosting.taken': {},
  'hosting.passed': {},
  'hosting.held': {},
  'retention.chosen': {},
  'retention.carried-out': {},
};

test.each(Object.entries(promised))(
  '%s keeps what was promised of it',
  (name, { must = false, droppable = false }) => {
    const kind = kindNamed(name);
    expect(kind?.kind).toBe(name);
    expect(kind?.must ?? false).toBe(must);
    expect(kind?.droppable ?? false).toBe(droppable);
  },
);

test('whoever comes in later reads names, agreement, turns to host and how long words stay, and never what was said', () => {
  const handed = Object.keys(promised).filter((name) => kindNamed(name)?.handedOn === true);
  expect(handed.map((name) => name.split('.')[0])).not.toContain('conversation');
  expect(handed).toEqual(
    Object.keys(promised).filter((name) =>
      /^(member|agreement|hosting)\.|^space\.(named|described)$|^retention\.chosen$/.test(name),
    ),
  );
});

test('only what may be let go goes when its time is over', () => {
  const lapsing = Object.keys(promised).filter((name) => kindNamed(name)?.lapses !== undefined);
  expect(lapsing).toEqual(['conversation.said', 'conversation.reworded']);
  for (const name of lapsing) expect(kindNamed(name)?.droppable).toBe(true);
});
