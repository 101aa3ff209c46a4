import { expect, test } from 'vitest';
import type { SpaceSummary } from '#device/device.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import { loadWords } from '#words/words.ts';
import { whenever } from './whenever.ts';

const words = await loadWords('en', 'home', 'spaceNames');
const ours = 'ours' as SpaceId;
const circle = 'circle' as SpaceId;

function summary(space: SpaceId, halfWritten: SpaceSummary['halfWritten'] = 'nothing'): SpaceSummary {
  const names = ['Ana', 'Bo'].map((name) => ({ person: name as PersonId, name }));
  return {
    space,
    kind: 'pair',
    names,
    title: 'Bo',
    lastAt: null,
    news: null,
    muted: false,
    waitingForOther: false,
    oldKeysOpen: false,
    apart: false,
    look: 'ring',
    halfWritten,
  };
}

const wait = (space: SpaceId, clause: string, by: string) => ({ space, clause: clause as EventId, by });

test('however many sentences wait in a space, it stands once, and leads to the first', () => {
  const waits = [wait(ours, 'one', 'Bo'), wait(ours, 'two', 'Bo'), wait(circle, 'three', 'Cai')];
  const rows = whenever(words, { spaces: [summary(circle), summary(ours)], waits });
  expect(rows).toEqual([
    { title: 'Ana and Bo', href: '/spaces/circle/agreement#three', line: words.home.clause('Cai') },
    { title: 'Ana and Bo', href: '/spaces/ours/agreement#one', line: words.home.clause('Bo') },
  ]);
});

test('what stands half written leads to where it was begun', () => {
  const spaces = [summary(ours, 'words'), summary(circle, 'sentence')];
  expect(whenever(words, { spaces, waits: [] }).map(({ href, line }) => [href, line])).toEqual([
    ['/spaces/ours', words.home.halfWords],
    ['/spaces/circle/agreement', words.home.halfSentence],
  ]);
});

test('where nothing waits nothing is listed', () => {
  expect(whenever(words, { spaces: [summary(ours)], waits: [] })).toEqual([]);
});

test('a care circle that waits for me stands by the name of the place', () => {
  expect(whenever(words, { spaces: [], waits: [], careOf: 'Linden Yard' })).toEqual([
    { title: 'Linden Yard', href: '/people/care', line: words.home.careWaits },
  ]);
});
