import { changeAccount } from '#crypto/change-account.ts';
import { openAccount, type HandedAccount } from '#crypto/open-account.ts';
import { newVaultKey, toPublic, type OpenUnlocker } from '#crypto/unlockers.ts';
import { sealVault } from '#crypto/vault.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { VaultContent } from '#protocol/person.ts';
import { wanted, type Person } from '#tests/crypto/cast.ts';
import { text } from './text.ts';

/** An account as a server hands it to a new device, and what is in its vault: as it began, and with another passphrase. */
export async function accountVectors(
  owner: Person,
  known: { readonly space: Bytes; readonly place: LogPlace; readonly friend: Person },
  next: OpenUnlocker,
) {
  const { person, unlockersHash, head } = owner.state;
  const content: VaultContent = {
    v: 1,
    person,
    signSeed: owner.seeds.sign,
    sealSeed: owner.seeds.seal,
    spaces: [{ space: known.space, seq: known.place.seq, hash: known.place.hash }],
    heads: [{ person: known.friend.line.person, chainHead: known.friend.line.chainHead }],
    preferences: { greeting: 'hello', muted: true, count: 3, card: head },
  };
  const vaultKey = newVaultKey();
  const sealing = { content, version: 1, chainHead: head, vaultKey, signKey: owner.signKey };
  const first: HandedAccount = {
    person,
    chain: owner.chain,
    unlockers: await Promise.all(
      [owner.passphrase, owner.kit].map((one) => toPublic(one, { person, unlockersHash }, vaultKey)),
    ),
    vault: await sealVault(sealing),
  };
  const { links, unlockers, vault } = await changeAccount({
    state: owner.state,
    staying: first.unlockers.filter(({ use }) => use === 'kit'),
    coming: [next],
    signers: { by: 'recovery', key: owner.recoveryKey },
    rotate: false,
    signKey: owner.signKey,
    sealKey: owner.sealKey,
    vaultKey,
    content: { ...content, preferences: { greeting: 'hello again' } },
    vaultVersion: 2,
  });
  const changed: HandedAccount = { person, chain: [...owner.chain, ...links], unlockers, vault };
  return [await vectorOf(first, owner.passphrase), await vectorOf(changed, next)];
}

async function vectorOf(handed: HandedAccount, unlocker: OpenUnlocker) {
  const { content, vaultKey } = wanted(await openAccount(handed, unlocker));
  const { person, chain, unlockers, vault } = handed;
  const account = text({ person, chain: [...chain], unlockers: [...unlockers], vault });
  return { account, vaultKey: text(vaultKey), content: text(content) };
}
