import { describe, expect, test } from 'vitest';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import type { Fragment } from '#protocol/fragment.ts';
import { ana, bo, wanted, whyNot } from '#tests/crypto/cast.ts';
import { openOf, tellLog } from '#tests/crypto/told-log.ts';
import { H } from './hash.ts';
import { fragmentOf, invitationFromSecret, newInvitation, readFragment } from './invitation.ts';

const link: Fragment = {
  secret: H('invitation', utf8ToBytes('secret')),
  space: H('space'),
  number: 7,
  commit: H('commit'),
  inviter: ana.line.person,
  inviterHead: ana.line.chainHead,
};

test('the secret in the link yields the keys that the commit opened', async () => {
  const made = await newInvitation();
  const read = await invitationFromSecret(made.secret);
  expect(openOf(read)).toEqual(openOf(made));
  expect(openOf(await newInvitation())).not.toEqual(openOf(made));
  expect(made.signKey.publicKey).not.toEqual(made.sealKey.publicKey);
});

test('a link leads a newcomer in', async () => {
  const invitation = await newInvitation();
  const log = await tellLog('pair', ana, invitation);
  const commit = idToBytes(log.state.commits[0]!);
  const text = fragmentOf({ ...link, secret: invitation.secret, space: log.space, number: 1, commit });
  const read = wanted(readFragment(text));
  await log.joins(bo, await invitationFromSecret(read.secret));
  expect(log.state.members).toHaveLength(2);
});

describe('the text of a link', () => {
  const text = fragmentOf(link);

  test('carries everything, in letters that a URL leaves alone, and stays short', () => {
    expect(wanted(readFragment(text))).toEqual(link);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(text.length).toBeLessThan(260);
  });

  test('altered in any one letter, or cut, it says so', () => {
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(whyNot(readFragment(text.slice(0, at) + other + text.slice(at + 1)))).toBe('link-altered');
      expect(whyNot(readFragment(text.slice(0, at)))).toBe('link-altered');
    }
  });

  test.each(['', 'AAAA', 'not a link', `${'A'.repeat(240)}`])('%j is none', (other) => {
    expect(whyNot(readFragment(other))).toBe('link-altered');
  });
});
