import { newRestLock, openByPassphrase, openByVault, rewrapped } from '#crypto/rest-lock.ts';
import type { Store } from '#device/store/store.ts';
import { takeKeyAway } from '#device/store/take-key-away.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';

/** The key under which everything rests on this device, and the lock that it can be put behind. */
export interface Keyring {
  state(): Promise<'nobody' | 'locked' | 'open'>;
  /** Whether nobody lives here, or it is they who have one of these vault keys. */
  isFreeFor(vaultKeys: readonly Bytes[]): Promise<boolean>;
  /**
   * Opens the lock by the vault key that it was made for, which may be one of before: the device slept through a
   * change. The answer is that key; null where it was made for none of these, or where there is no lock.
   */
  openByVault(vaultKeys: readonly Bytes[]): Promise<Bytes | null>;
  openByPassphrase(passphrase: string): Promise<boolean>;
  /** A new key and its lock, for somebody who moves in. */
  begin(vaultKey: Bytes): Promise<void>;
  /** From now on this vault key opens the lock, and this passphrase if there is one. Takes a while, on purpose. */
  follow(
    before: Bytes,
    now: { readonly vaultKey: Bytes; readonly passphrase?: string | undefined },
  ): Promise<void>;
  /** The key is gone from this device as soon as this begins. False where there is no lock that could be opened again. */
  lock(): Promise<boolean>;
}

/** @param cost of a guess, as a power of two */
export function createKeyring(store: Store, cost: number): Keyring {
  async function openWith(find: (lock: Bytes) => Promise<CryptoKey | null>): Promise<boolean> {
    const lock = await store.restLock();
    const key = lock && (await find(lock));
    if (lock === null || key === null) return false;
    await store.keepRest({ key, lock });
    return true;
  }

  return {
    async state() {
      if ((await store.restKey()) !== null) return 'open';
      return (await store.restLock()) === null ? 'nobody' : 'locked';
    },
    async isFreeFor(vaultKeys) {
      const lock = await store.restLock();
      if (lock === null) return true;
      const opened = await Promise.all(vaultKeys.map((vaultKey) => openByVault(lock, vaultKey)));
      return opened.some((key) => key !== null);
    },
    async openByVault(vaultKeys) {
      for (const vaultKey of vaultKeys) {
        if (await openWith((lock) => openByVault(lock, vaultKey))) return vaultKey;
      }
      return null;
    },
    openByPassphrase: (passphrase) => openWith((lock) => openByPassphrase(lock, passphrase)),
    async begin(vaultKey) {
      await store.keepRest(await newRestLock(vaultKey));
    },
    async follow(before, now) {
      const old = await store.restLock();
      const made = old && (await rewrapped(old, before, { ...now, cost }));
      const present = await store.restLock();
      // Whoever moved out in between took the lock with them.
      if (old === null || made === null || present === null || !equalBytes(present, old)) return;
      await store.changeLock(made);
    },
    lock: () => takeKeyAway(store),
  };
}
