import { beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '#kernel/bytes.ts';
import type { SignedVault, VaultContent } from '#protocol/person.ts';
import { ana, bo, flipped, wanted, whyNot, type Person } from '#tests/crypto/cast.ts';
import { appendLink, verifyChain } from './chain.ts';
import { H, unlockersHashOf } from './hash.ts';
import { openAccount, type HandedAccount } from './open-account.ts';
import { newVaultKey, openVaultKey, toPublic, unlockerFromSeed, unlockerKeysOf } from './unlockers.ts';
import { openVault, sealVault } from './vault.ts';

const vaultKey = newVaultKey();

function contentOf({ line, seeds }: Person): VaultContent {
  return {
    v: 1,
    person: line.person,
    signSeed: seeds.sign,
    sealSeed: seeds.seal,
    spaces: [{ space: H('space'), seq: 12, hash: H('log') }],
    heads: [],
    preferences: { 'muted words': 'none' },
  };
}

function vaultOf(
  person: Person,
  other: { version?: number; by?: Person; content?: VaultContent; key?: Bytes } = {},
) {
  return sealVault({
    content: other.content ?? contentOf(person),
    version: other.version ?? 3,
    chainHead: person.state.head,
    vaultKey: other.key ?? vaultKey,
    signKey: (other.by ?? person).signKey,
  });
}

/** What an honest server hands to whoever signs in as this person. */
async function accountOf(owner: Person, vault?: SignedVault): Promise<HandedAccount> {
  const { person, unlockersHash } = owner.state;
  const place = { person, unlockersHash };
  const unlockers = [
    await toPublic(owner.passphrase, place, vaultKey),
    await toPublic(owner.kit, place, vaultKey),
  ];
  return { person, chain: owner.chain, unlockers, vault: vault ?? (await vaultOf(owner)) };
}

let handed: HandedAccount;
beforeAll(async () => {
  handed = await accountOf(ana);
});

describe('a new device', () => {
  test('opens the account with the passphrase or with the kit, and gets the same', async () => {
    for (const unlocker of [ana.passphrase, ana.kit]) {
      const account = wanted(await openAccount(handed, unlocker));
      expect(account.content).toEqual(contentOf(ana));
      expect(account.signKey.publicKey).toEqual(ana.signKey.publicKey);
      expect(account.sealKey.publicKey).toEqual(ana.sealKey.publicKey);
      expect(account.state).toEqual(ana.state);
      expect(account.vaultKey).toEqual(vaultKey);
    }
  });

  test('is not opened by anybody else', async () => {
    expect(whyNot(await openAccount(handed, bo.passphrase))).toBe('account-substituted');
  });

  test("is not handed somebody else's account, though everything in it is sealed to this unlocker", async () => {
    const place = { person: bo.state.person, unlockersHash: bo.state.unlockersHash };
    const mine = { ...(await toPublic(ana.passphrase, place, vaultKey)), mac: handed.unlockers[0]!.mac };
    const other = { ...(await accountOf(bo)), unlockers: [mine] };
    expect(whyNot(await openAccount(other, ana.passphrase))).toBe('account-substituted');
  });

  test('notices a chain that is another than the name says', async () => {
    expect(whyNot(await openAccount({ ...handed, chain: bo.chain }, ana.passphrase))).toBe(
      'account-substituted',
    );
  });

  test('notices a chain that was tampered with', async () => {
    const [genesis] = ana.chain;
    const chain = [{ ...genesis!, signature: flipped(genesis!.signature, 9) }];
    expect(whyNot(await openAccount({ ...handed, chain }, ana.passphrase))).toBe('signature-wrong');
  });

  test('notices an unlocker that was slipped in, or kept back', async () => {
    const theirs = await unlockerFromSeed('passkey', H('person'));
    const slipped = await toPublic(theirs, { ...ana.state }, vaultKey);
    const more = { ...handed, unlockers: [...handed.unlockers, slipped] };
    expect(whyNot(await openAccount(more, ana.passphrase))).toBe('unlockers-differ');
    const fewer = { ...handed, unlockers: handed.unlockers.slice(0, 1) };
    expect(whyNot(await openAccount(fewer, ana.passphrase))).toBe('unlockers-differ');
  });

  test('notices a vault that somebody else signed, also with the right key inside', async () => {
    const vault = await vaultOf(ana, { by: bo });
    expect(whyNot(await openAccount({ ...handed, vault }, ana.passphrase))).toBe('vault-not-signed');
  });

  test('notices a vault for a chain that is not this one', async () => {
    const vault = await sealVault({
      content: contentOf(ana),
      version: 3,
      chainHead: bo.state.head,
      vaultKey,
      signKey: ana.signKey,
    });
    expect(whyNot(await openAccount({ ...handed, vault }, ana.passphrase))).toBe('vault-not-signed');
  });

  test('notices keys in the vault that are not those of the chain', async () => {
    for (const seeds of [
      { signSeed: bo.seeds.sign },
      { sealSeed: bo.seeds.seal },
      { person: bo.line.person },
    ]) {
      const vault = await vaultOf(ana, { content: { ...contentOf(ana), ...seeds } });
      expect(whyNot(await openAccount({ ...handed, vault }, ana.passphrase))).toBe('account-substituted');
    }
  });

  test('opens where another device has added a link and not yet written the vault', async () => {
    const link = await appendLink(
      ana.state,
      { type: 'recovery', pk: bo.recoveryKey.publicKey },
      {
        by: 'recovery',
        key: ana.recoveryKey,
      },
    );
    const account = wanted(await openAccount({ ...handed, chain: [...ana.chain, link] }, ana.passphrase));
    expect(account.state.seq).toBe(1);
  });

  test('refuses a vault from before the keys were changed', async () => {
    const change = { type: 'rotate', signPk: bo.line.signPk, sealPk: bo.line.sealPk } as const;
    const chain = [...ana.chain, await appendLink(ana.state, change, { by: 'current', key: ana.signKey })];
    expect((await verifyChain(chain)).ok).toBe(true);
    expect(whyNot(await openAccount({ ...handed, chain }, ana.passphrase))).toBe('vault-not-signed');
  });
});

describe('a vault', () => {
  const { person, signPk, head } = ana.state;
  const opening = { vaultKey, person, signPk, chainHead: head };

  test('gives back what was put into it', async () => {
    expect(wanted(await openVault({ ...opening, vault: handed.vault }))).toEqual(contentOf(ana));
  });

  test('rolled back to an older version is noticed by whoever knows of a newer', async () => {
    const vault = await vaultOf(ana, { version: 3 });
    expect(whyNot(await openVault({ ...opening, vault, atLeast: 4 }))).toBe('vault-rolled-back');
    expect((await openVault({ ...opening, vault, atLeast: 3 })).ok).toBe(true);
  });

  test('does not pass for a newer one', async () => {
    const vault = { ...(await vaultOf(ana, { version: 3 })), version: 4 };
    expect(whyNot(await openVault({ ...opening, vault, atLeast: 4 }))).toBe('vault-not-signed');
  });

  test('does not open with another vault key, nor with a bit turned over', async () => {
    const vault = await vaultOf(ana, { key: newVaultKey() });
    expect(whyNot(await openVault({ ...opening, vault }))).toBe('does-not-open');
    const turned = { ...handed.vault, ciphertext: flipped(handed.vault.ciphertext, 777) };
    expect(whyNot(await openVault({ ...opening, vault: turned }))).toBe('vault-not-signed');
  });

  test('never looks the same twice, and tells little by its size', async () => {
    const [one, other] = [await vaultOf(ana), await vaultOf(ana)];
    expect(one.ciphertext).not.toEqual(other.ciphertext);
    const edited = await vaultOf(ana, {
      content: { ...contentOf(ana), preferences: { 'muted words': 'football' } },
    });
    expect(edited.ciphertext).toHaveLength(one.ciphertext.length);
  });
});

describe('the vault key', () => {
  test('is sealed for one person and one set of unlockers', async () => {
    const { person, unlockersHash } = ana.state;
    const sealed = handed.unlockers[0]!.vaultKey;
    expect(wanted(await openVaultKey(ana.passphrase, { person, unlockersHash }, sealed))).toEqual(vaultKey);
    const alone = unlockersHashOf([unlockerKeysOf(ana.passphrase)]);
    for (const place of [
      { person, unlockersHash: alone },
      { person: bo.line.person, unlockersHash },
    ]) {
      expect(whyNot(await openVaultKey(ana.passphrase, place, sealed))).toBe('does-not-open');
    }
    expect(whyNot(await openVaultKey(ana.kit, { person, unlockersHash }, sealed))).toBe('does-not-open');
  });
});
