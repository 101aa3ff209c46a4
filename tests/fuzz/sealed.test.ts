import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appendLink,
  verifyChain,
  type ChainRefusal,
  type LinkChange,
  type LinkSigners,
} from '#crypto/chain.ts';
import { newSecret, openBox, sealBox } from '#crypto/epoch.ts';
import { keyHashOf } from '#crypto/hash.ts';
import { fragmentOf, readFragment } from '#crypto/invitation.ts';
import { openAccount, type AccountRefusal } from '#crypto/open-account.ts';
import { openEvent, sealEvent } from '#crypto/seal.ts';
import { randomBytes } from '#crypto/suite.ts';
import { newVaultKey, toPublic, unlockerKeysOf } from '#crypto/unlockers.ts';
import { sealVault } from '#crypto/vault.ts';
import type { Result } from '#kernel/result.ts';
import { doors } from '#protocol/api.ts';
import { fromCbor, fromOwnCbor, toCbor } from '#protocol/cbor.ts';
import { headerSchema, type Payload } from '#protocol/envelope.ts';
import {
  letterSchema,
  linkSchema,
  signedLetterSchema,
  type SignedLink,
  type VaultContent,
} from '#protocol/person.ts';
import { ana, bo, wanted } from '#tests/crypto/cast.ts';
import { payloadOf, tellPair } from '#tests/crypto/told-log.ts';
import { loosely, otherBytes, otherwise } from '#tests/fuzz/spoil.ts';
import { createTally, tryMany } from '#tests/fuzz/tally.ts';

/** Chains, accounts, vaults, boxes, bodies, letters and links that are false, given to whoever opens them. */
const said = (answer: Result<unknown>): string => (answer.ok ? 'yes' : answer.refusal.code);

const chainAnswers = {
  malformed: true,
  'please-update': true,
  'suite-lowered': true,
  'no-genesis': true,
  'link-not-next': true,
  'chain-closed': true,
  'key-not-sound': true,
  'unlocker-missing': true,
  'unlocker-not-in-force': true,
  'signature-wrong': true,
} as const satisfies Record<ChainRefusal, true>;

test('chains', async () => {
  const tally = createTally('chains');
  const set = [unlockerKeysOf(ana.passphrase), unlockerKeysOf(ana.kit)];
  const changes: readonly LinkChange[] = [
    { type: 'rotate', signPk: bo.signKey.publicKey, sealPk: bo.sealKey.publicKey },
    { type: 'rotate', signPk: new Uint8Array(32), sealPk: bo.sealKey.publicKey },
    { type: 'unlockers', hash: randomBytes(32) },
    { type: 'recovery', pk: bo.recoveryKey.publicKey },
    { type: 'close' },
    { type: 'close' },
  ];
  const { signKey, recoveryKey, passphrase } = ana;
  const signers: readonly LinkSigners[] = [
    { by: 'recovery', key: recoveryKey },
    { by: 'recovery', key: recoveryKey },
    { by: 'recovery', key: recoveryKey },
    { by: 'current', key: signKey },
    { by: 'current', key: signKey, unlocker: { key: passphrase.signKey, set } },
    { by: 'current', key: signKey, unlocker: { key: bo.passphrase.signKey, set } },
    { by: 'current', key: signKey, unlocker: { key: passphrase.signKey, set: set.slice(0, 1) } },
    { by: 'current', key: bo.signKey },
  ];
  const [genesis] = ana.chain;
  const link = fc.record({
    change: fc.constantFrom(...changes),
    by: fc.constantFrom(...signers),
    spoil: fc.constantFrom('nothing', 'nothing', 'nothing', 'bytes', 'parts', 'place'),
    chance: fc.nat(10_000),
  });
  const hints = { v: [2], suite: [0, 2], seq: [0, 3], type: ['genesis', 'close'] };
  await tryMany(fc.tuple(fc.array(link, { maxLength: 3 }), fc.nat(9)), {
    runs: 1200,
    attempt: async ([links, luck]) => {
      const chain: SignedLink[] = luck === 0 ? [] : [genesis!];
      let at = ana.state;
      for (const { change, by, spoil, chance } of links) {
        const made = await appendLink(spoil === 'place' ? ana.state : at, change, by);
        const read = fromOwnCbor(made.link);
        const other = spoil === 'bytes' ? otherBytes(made.link) : otherwise(read, hints).map(loosely);
        const isSpoilt = spoil === 'bytes' || spoil === 'parts';
        const bytes = isSpoilt ? fc.sample(other, { seed: chance, numRuns: 1 })[0]! : made.link;
        chain.push({ ...made, link: bytes });
        const next = await verifyChain(chain);
        if (next.ok) at = next.value;
      }
      tally.count(said(await verifyChain(chain)));
    },
  });
  tally.expectEach(['yes', ...Object.keys(chainAnswers)]);
});

/** What a new device may hear of an account in which one to three parts are otherwise, or are Bo's. */
const accountAnswers: readonly (AccountRefusal | 'yes' | 'not read')[] = [
  'yes',
  'not read',
  'malformed',
  'no-genesis',
  'link-not-next',
  'signature-wrong',
  'account-substituted',
  'unlockers-differ',
  'vault-not-signed',
  'does-not-open',
];

test('accounts and vaults as they are handed to a new device', async () => {
  const tally = createTally('accounts');
  const vaultKey = newVaultKey();
  const accountOf = async ({ state, line, seeds, signKey, passphrase, chain }: typeof ana) => {
    const place = { person: state.person, unlockersHash: state.unlockersHash };
    const content: VaultContent = {
      v: 1,
      person: line.person,
      signSeed: seeds.sign,
      sealSeed: seeds.seal,
      spaces: [],
      heads: [],
      preferences: {},
    };
    const kit = state === ana.state ? ana.kit : bo.kit;
    const chainHead = state.head;
    return {
      person: state.person,
      chain: [...chain],
      unlockers: [await toPublic(passphrase, place, vaultKey), await toPublic(kit, place, vaultKey)],
      vault: await sealVault({ content, version: 1, chainHead, vaultKey, signKey }),
    };
  };
  const [hers, his] = [await accountOf(ana), await accountOf(bo)];
  // Signed by Ana, and nothing that a vault holds: a client of her own could have left it there.
  const empty = {} as VaultContent;
  const chainHead = ana.state.head;
  const hollow = await sealVault({ content: empty, version: 1, chainHead, vaultKey, signKey: ana.signKey });
  const otherKey = await toPublic(ana.passphrase, { ...ana.state }, newVaultKey());
  const hints = {
    person: [his.person],
    chain: [his.chain, [...hers.chain, ...hers.chain], [await closing()]],
    link: [his.chain[0]!.link, (await closing()).link],
    unlockers: [his.unlockers, [...hers.unlockers, his.unlockers[0]!], hers.unlockers.slice(0, 1)],
    vaultKey: [otherKey.vaultKey, his.unlockers[0]!.vaultKey],
    vault: [his.vault, hollow, hollow],
    chainHead: [his.vault.chainHead],
    signature: [randomBytes(64)],
    version: [2],
  };
  await tryMany(
    fc.oneof({ arbitrary: otherwise(hers, hints), weight: 9 }, { arbitrary: fc.constant(hers), weight: 1 }),
    {
      runs: 1800,
      attempt: async (handed) => {
        const read = fromCbor(doors.signInFinish.answer, loosely(handed));
        tally.count(read.ok ? said(await openAccount(read.value, ana.passphrase)) : 'not read');
      },
    },
  );
  tally.expectEach(accountAnswers);
});

/** A link where a beginning should be. */
function closing(): Promise<SignedLink> {
  return appendLink(ana.state, { type: 'close' }, { by: 'recovery', key: ana.recoveryKey });
}

test('bodies of events, and what is inside', async () => {
  const tally = createTally('bodies');
  const log = await tellPair(ana, bo);
  const event = await log.event(ana, 'Are you there?');
  const { bodyHash: _bodyHash, ...core } = wanted(fromCbor(headerSchema, event.header));
  const payload = payloadOf('Are you there?');
  const inside = fc.oneof(fc.constant(payload), otherwise(payload, { kind: ['no kind'], must: [false] }));
  await tryMany(fc.tuple(inside, fc.oneof(fc.constant(event.body!), otherBytes(event.body!)), fc.nat(2)), {
    runs: 600,
    attempt: async ([payload, otherBody, where]) => {
      // Sealed by a client of somebody's own making, which puts into it what it likes.
      const made = await sealAnything(payload as Payload);
      if (made === null) return tally.count('too large to seal');
      const header = wanted(fromCbor(headerSchema, made.header));
      const body = where === 0 ? otherBody : made.body!;
      const secret = where === 1 ? randomBytes(32) : log.secret;
      tally.count(said(await openEvent({ secret, header, body })));
    },
  });
  tally.expectEach(['yes', 'too large to seal', 'does-not-open', 'malformed']);

  /** Null where our own side would not even write it. */
  function sealAnything(payload: Payload) {
    return sealEvent({ secret: log.secret, core, payload, signKey: ana.signKey }).catch(() => null);
  }
});

test('boxes', async () => {
  const tally = createTally('boxes');
  const [space, prev, secret, other] = [randomBytes(32), randomBytes(32), newSecret(), newSecret()];
  const to = ana.line.person;
  const begin = { space, number: 3, prev };
  const { publicKey: sealPk } = ana.sealKey;
  const right = await sealBox({ ...begin, secret, epoch: 2, to, sealPk });
  const wrong = await sealBox({ ...begin, secret: other, epoch: 2, to, sealPk });
  const sealed = fc.oneof(fc.constantFrom(right.sealed, wrong.sealed), otherBytes(right.sealed));
  await tryMany(sealed, {
    runs: 400,
    attempt: async (sealed) => {
      const keyHash = keyHashOf(space, secret);
      tally.count(
        said(await openBox({ ...begin, box: { ...right, sealed }, sealKey: ana.sealKey, keyHash })),
      );
    },
  });
  tally.expectEach(['yes', 'does-not-open', 'not-this-epoch']);
});

test('links behind the #', async () => {
  const tally = createTally('links');
  const hash = randomBytes(32);
  const link = { secret: hash, space: hash, number: 7, commit: hash, inviter: hash, inviterHead: hash };
  const text = fragmentOf(link);
  const letters = fc.oneof(
    fc.string(),
    fc.constantFrom(text, '', 'A'.repeat(100_000), '%', text.slice(1), text + text),
    fc
      .tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1)),
  );
  await tryMany(letters, { runs: 600, attempt: (text) => tally.count(said(readFragment(text))) });
  tally.expectEach(['yes', 'link-altered']);
});

test('letters and links of a chain, as bytes', async () => {
  const tally = createTally('letters');
  const id = randomBytes(32);
  const letter = { from: id, to: id, space: id, link: 'x', words: 'Hello.' };
  const signed = { letter: toCbor(letter), signature: randomBytes(64) };
  const link = fromOwnCbor(ana.chain[0]!.link);
  const tried = fc.constantFrom<
    [unknown, typeof letterSchema | typeof signedLetterSchema | typeof linkSchema]
  >([letter, letterSchema], [signed, signedLetterSchema], [link, linkSchema]);
  const spoilt = tried.chain(([good, schema]) => {
    const bytes = loosely(good);
    return fc.record({
      schema: fc.constant(schema),
      bytes: fc.oneof(fc.constant(bytes), otherBytes(bytes), otherwise(good).map(loosely)),
    });
  });
  await tryMany(spoilt, {
    runs: 800,
    attempt: ({ schema, bytes }) => {
      const read = fromCbor(schema, bytes);
      tally.count(said(read));
      // What is read is spelled as it was sent.
      if (read.ok) expect(toCbor(read.value)).toEqual(bytes);
    },
  });
  tally.expectEach(['yes', 'malformed']);
});
