import { expect, test } from 'vitest';
import { kindNamed, type SpaceEventKind } from '#domain/space/kinds.ts';

/** Whether a release that does not know a kind must stop, and whether our devices ever let it go. */
const promised: Readonly<Record<SpaceEventKind, { readonly must?: true; readonly droppable?: true }>> = {
  'member.named': { droppable: true },
  'space.named': {},
  'community.introduced': { droppable: true },
  'community.stepped-away': { droppable: true },
  'community.came-back': { droppable: true },
  'conversation.said': { droppable: true },
  'conversation.reworded': { droppable: true, must: true },
  'conversation.withdrawn': { must: true },
  'conversation.all-withdrawn': { must: true },
  'agreement.proposed': { droppable: true },
  'agreement.answered': { must: true },
  'agreement.reopened': { must: true },
  'agreement.revisit-suggested': {},
  'agreement.kept-in-sight': {},
  'care.asked': {},
  'care.agreed': {},
  'care.taken-back': { must: true },
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
