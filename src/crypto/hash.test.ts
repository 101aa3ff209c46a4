import { expect, test } from 'vitest';
import { utf8ToBytes } from '#kernel/bytes.ts';
import type { Commit } from '#protocol/commit.ts';
import { ana, bo, hexOf } from '#tests/crypto/cast.ts';
import { tellPair } from '#tests/crypto/told-log.ts';
import { H, logNext, logStart, signinNameHash, spaceIdOf, stateHashOf, unlockersHashOf } from './hash.ts';
import { digest } from './suite.ts';
import { unlockerKeysOf } from './unlockers.ts';

test('a hash made for one purpose means nothing for another', () => {
  const bytes = utf8ToBytes('the same bytes');
  expect(H('event', bytes)).not.toEqual(H('commit', bytes));
  expect(H('event', bytes)).toEqual(digest(utf8ToBytes('bw1/event\0the same bytes')));
});

test('the hash of a log depends on every entry and on their order', () => {
  const [one, two] = [H('event', utf8ToBytes('one')), H('event', utf8ToBytes('two'))];
  const start = logStart(H('space'));
  expect(logNext(logNext(start, one), two)).not.toEqual(logNext(logNext(start, two), one));
  expect(logNext(start, one)).not.toEqual(logNext(logStart(H('space', one)), one));
});

test('the id of a space is over its first commit without the fields that depend on the id', () => {
  const commit: Omit<Commit, 'space' | 'stateHash'> = {
    v: 1,
    suite: 1,
    number: 1,
    prev: H('person', utf8ToBytes('by chance')),
    author: ana.line.person,
    kind: 'solo',
    adds: [ana.line],
    updates: [],
    removes: [],
    opens: [],
    closes: [],
    cause: [],
    epoch: 1,
  };
  expect(spaceIdOf({ ...commit, keyHash: H('epoch-key') })).toEqual(spaceIdOf(commit));
  expect(spaceIdOf({ ...commit, prev: H('person') })).not.toEqual(spaceIdOf(commit));
  expect(spaceIdOf({ ...commit, adds: [bo.line] })).not.toEqual(spaceIdOf(commit));
});

test('the hash of a state does not ask in which order members stand', async () => {
  const { state } = await tellPair(ana, bo);
  const turned = { ...state, members: state.members.toReversed() };
  expect(stateHashOf(turned)).toEqual(stateHashOf(state));
  expect(stateHashOf({ ...state, due: !state.due })).not.toEqual(stateHashOf(state));
});

test('three words are the same words however they are typed', () => {
  const origin = 'https://together.example';
  const name = hexOf(signinNameHash(origin, 'river lamp sun'));
  expect(hexOf(signinNameHash(origin, '  River, LAMP – sun.'))).toBe(name);
  expect(hexOf(signinNameHash(origin, 'river sun lamp'))).not.toBe(name);
  expect(hexOf(signinNameHash('https://elsewhere.example', 'river lamp sun'))).not.toBe(name);
});

test('the hash of a set of unlockers does not ask for their order, and notices every change', () => {
  const [words, kit] = [unlockerKeysOf(ana.passphrase), unlockerKeysOf(ana.kit)];
  expect(unlockersHashOf([words, kit])).toEqual(unlockersHashOf([kit, words]));
  expect(unlockersHashOf([words, kit])).not.toEqual(unlockersHashOf([words]));
  expect(unlockersHashOf([{ ...words, use: 'passkey' }, kit])).not.toEqual(unlockersHashOf([words, kit]));
});
