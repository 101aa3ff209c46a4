import { describe, expect, test } from 'vitest';
import { idFromBytes } from '#kernel/ids.ts';
import { ana, bo, cai, wanted, whyNot } from '#tests/crypto/cast.ts';
import { openOf, tellLog, tellPair } from '#tests/crypto/told-log.ts';
import { firstCommit, joiningCommit, nextCommit, type Change } from './commit.ts';
import { newSecret, openEarlier } from './epoch.ts';
import { keyHashOf } from './hash.ts';
import { newInvitation } from './invitation.ts';
import { startOfLog, verifyCommit } from './verify-entry.ts';

test('no two spaces are the same, though the same person opens them in the same way', async () => {
  const opening = { kind: 'solo', author: ana.line, signKey: ana.signKey, secret: newSecret() } as const;
  const [one, other] = [wanted(await firstCommit(opening)), wanted(await firstCommit(opening))];
  expect(idFromBytes(one.commit.space)).not.toBe(idFromBytes(other.commit.space));
});

test('whoever makes a commit foresees the place that everybody else verifies', async () => {
  const secret = newSecret();
  const invitation = await newInvitation();
  const opens = [openOf(invitation)];
  const first = wanted(
    await firstCommit({ kind: 'pair', author: ana.line, signKey: ana.signKey, secret, opens }),
  );
  const verified = wanted(await verifyCommit(startOfLog(first.commit.space), first.signed));
  expect(verified.place).toEqual(first.place);
  expect(verified.id).toBe(first.id);

  const joined = wanted(
    await joiningCommit({ place: first.place, me: bo.line, signKey: bo.signKey, invitation }),
  );
  expect(wanted(await verifyCommit(first.place, joined.signed)).place).toEqual(joined.place);
});

test('a community hands its newest older secret on with each epoch', async () => {
  const log = await tellLog('community', ana);
  const before = { epoch: log.state.epoch, secret: log.secret, keyHash: log.state.keyHash };
  const { commit } = await log.raises(ana);
  expect(commit.keyHash).toEqual(keyHashOf(log.space, log.secret));
  const { secret, space } = log;
  const opening = { space, epoch: 2, secret, earlier: commit.earlier!, keyHash: before.keyHash };
  expect(wanted(await openEarlier(opening))).toEqual(before.secret);
});

describe('what would be refused is never signed', () => {
  test.each<[string, () => Promise<Change>, string]>([
    ['nothing', async () => ({}), 'nothing-to-do'],
    [
      'an invitation without a new epoch',
      async () => ({ opens: [openOf(await newInvitation())] }),
      'epoch-must-rise',
    ],
    [
      'a third in a pair',
      async () => ({ opens: [openOf(await newInvitation())], raise: { secret: newSecret() } }),
      'pair-is-full',
    ],
    ['closing what is not open', async () => ({ closes: [cai.line.signPk] }), 'invitation-not-open'],
    ['an update that is none', async () => ({ updates: [bo.line] }), 'update-not-later'],
  ])('%s', async (_, change, code) => {
    const { place } = await tellPair(ana, bo);
    const making = { place, author: ana.line.person, signKey: ana.signKey, change: await change() };
    expect(whyNot(await nextCommit(making))).toBe(code);
  });

  test('a kind of space that this version does not open', async () => {
    const opening = { author: ana.line, signKey: ana.signKey, secret: newSecret() };
    expect(whyNot(await firstCommit({ ...opening, kind: 'cohort' }))).toBe('not-in-this-kind');
    expect(whyNot(await firstCommit({ ...opening, kind: 'community' }))).toBe('not-in-this-kind');
  });
});
