import { drawWords } from '#crypto/words.ts';
import { kitFromWords, newKit } from '#crypto/kit.ts';
import { changeWay, registered, type NewWay } from '#device/account/change-way.ts';
import { keysIn, openByPassphrase, type OpenHanded } from '#device/account/handed.ts';
import { kitProvedPreference } from '#device/account/kit-proved.ts';
import { myChain } from '#device/account/my-chain.ts';
import { contentOn, type VaultKeeper } from '#device/account/vault-keeper.ts';
import { rotateKeys, type FollowVault } from '#device/account/rotate.ts';
import type { Device } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { meFrom } from '#device/open-home.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { VaultContent } from '#protocol/person.ts';

type KeysPart = 'proveKit' | 'drawAgain' | 'changePassphrase' | 'changeKit' | 'rotateKeys';

/** Keeping one's keys: what somebody who is at home does with their ways in. Loaded only on that page. */
export function createKeys(home: Home, keeper: VaultKeeper, follow: FollowVault): Pick<Device, KeysPart> {
  return {
    async proveKit(words) {
      const kit = await kitFromWords(words);
      if (!kit.ok) return kit;
      const chain = await myChain(home);
      if (!chain.ok) return chain;
      if (!equalBytes(kit.value.recoveryKey.publicKey, chain.value.recoveryPk)) return refuse('kit-other');
      await home.preferences.set(kitProvedPreference, true);
      keeper.saveSoon();
      home.changedAtHome();
      return ok(undefined);
    },

    async drawAgain() {
      const { signinName } = home.account;
      return ok({ signinName, passphrase: drawWords(6).join(' '), kit: (await newKit()).words });
    },

    changePassphrase: ({ present, next }) =>
      keeper.alone(async () => {
        const opened = await openedWith(home, present);
        if (!opened.ok) return opened;
        const { signinName } = home.account;
        const made = await registered(home.transport, { signinName, passphrase: next });
        if (!made.ok) return made;
        const { record, unlocker } = made.value;
        const { signers, content } = mine(home, opened.value);
        return take(home, opened.value, { unlocker, passphrase: record, signers, content });
      }),

    changeKit: ({ passphrase, kit: words }) =>
      keeper.alone(async () => {
        const kit = await kitFromWords(words);
        if (!kit.ok) return kit;
        const opened = await openedWith(home, passphrase);
        if (!opened.ok) return opened;
        const { unlocker, lookup, recoveryKey } = kit.value;
        const { signers, content } = mine(home, opened.value);
        const done = await take(home, opened.value, {
          unlocker,
          kit: { recoveryPk: recoveryKey.publicKey, lookup },
          signers,
          content: (before) => notProved(content(before)),
        });
        if (done.ok) await home.preferences.set(kitProvedPreference, false);
        home.changedAtHome();
        return done;
      }),

    async rotateKeys() {
      const done = await keeper.alone(() => rotateKeys(home, follow));
      // The vault does not open any more where a way in was changed elsewhere: looking at it once more finds that out.
      if (!done.ok) void keeper.refresh(home.account.vaultVersion);
      return done;
    },
  };
}

/** Asks for an unlocker again: whoever has only the device in their hand gets no further. */
async function openedWith(home: Home, passphrase: string): Promise<Result<OpenHanded>> {
  const { signinName } = home.account;
  const opened = await openByPassphrase(home.transport, { signinName, passphrase });
  if (!opened.ok) return opened;
  if (!equalBytes(opened.value.content.person, home.account.person)) return refuse('account-substituted');
  await home.preferences.takeOver(opened.value.content.preferences);
  return opened;
}

/** The current key and the unlocker that was just asked for say yes; what is in the vault goes on. */
function mine(home: Home, opened: OpenHanded): Pick<NewWay, 'signers' | 'content'> {
  const { signKey, unlocker, handed } = opened;
  const set = handed.unlockers;
  return {
    signers: { by: 'current', key: signKey, unlocker: { key: unlocker.signKey, set } },
    content: (before) => contentOn(home, before),
  };
}

/** Nobody has shown yet that the new kit was kept right. */
function notProved(content: VaultContent): VaultContent {
  return { ...content, preferences: { ...content.preferences, [kitProvedPreference]: false } };
}

async function take(home: Home, opened: OpenHanded, way: NewWay): Promise<Result<void>> {
  const changed = await changeWay(home.transport, opened, way);
  if (!changed.ok) return changed;
  home.account = { ...home.account, ...keysIn(changed.value) };
  await home.safe.write([{ table: 'account', key: 'me', value: home.account }]);
  home.me = await meFrom(home.account);
  return ok(undefined);
}
