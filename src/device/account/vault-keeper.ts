import { openVault, sealVault } from '#crypto/vault.ts';
import { isChangedElsewhere } from '#device/account/my-chain.ts';
import { namePreference, signinNamePreference } from '#device/account/told-by-vault.ts';
import { choicesPreference, isAhead } from '#device/choice-counts.ts';
import type { Home } from '#device/home.ts';
import { dropWhatWasDropped } from '#device/space/left.ts';
import { createQueue } from '#device/queue.ts';
import { idToBytes } from '#kernel/ids.ts';
import { hour, second, type Millis } from '#kernel/time.ts';
import type { VaultContent } from '#protocol/person.ts';
import { version } from '#protocol/version.ts';

/** Keeps the vault on the server in step with this device, and this device with what my other devices put into it. */
export interface VaultKeeper {
  /** Something in it changed that my other devices should hear of. */
  saveSoon(): void;
  /** Only where I have read to has changed: that may wait. */
  saveSometime(): void;
  saveNow(): Promise<void>;
  /** Asks for the newest. False where the server has an older one than `atLeast`, or none that is mine. */
  refresh(atLeast: number): Promise<boolean>;
  /** There may be a newer one, of this version if it is known: takes it over. Says nothing where there is none. */
  hear(version?: number): Promise<void>;
  /** While this goes on nothing else of this device writes the vault. */
  alone<Value>(task: () => Promise<Value>): Promise<Value>;
  close(): void;
}

const soonMs = 2 * second;

/** @param changedElsewhere told when another device of mine has changed a way in, and with it the vault's key */
export function createVaultKeeper(home: Home, changedElsewhere: () => void): VaultKeeper {
  const queue = createQueue();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt: Millis = Infinity;
  let savedAt: Millis = home.clock();

  function saveIn(ms: number): void {
    const at = home.clock() + ms;
    if (timer !== undefined && timerAt <= at) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => void saveNow(), ms);
  }

  function saveNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    return queue(async () => {
      savedAt = home.clock();
      // The keys that are asked for bring a vault of their own.
      if (home.account.next !== undefined) return saveIn(hour / 12);
      for (let tries = 0; tries < 3; tries++) {
        const code = await put(home);
        if (code === null) return;
        if (code === 'signature-wrong' && (await isChangedElsewhere(home))) return changedElsewhere();
        if (code !== 'version-taken') return saveIn(hour / 12);
        if (!(await takeOver(home, home.account.vaultVersion)).there) return;
      }
    });
  }

  /** Whoever chose something and was switched off before it was in the vault brings it there now. */
  async function meetVault(atLeast: number): Promise<boolean> {
    const { there, lacksMine } = await takeOver(home, atLeast);
    if (lacksMine) saveIn(soonMs);
    return there;
  }

  return {
    saveSoon: () => saveIn(soonMs),
    saveSometime: () => saveIn(Math.max(soonMs, savedAt + hour - home.clock())),
    saveNow,
    refresh: (atLeast) =>
      queue(async () => {
        if (await meetVault(atLeast)) return true;
        if (!(await isChangedElsewhere(home))) return false;
        changedElsewhere();
        return true;
      }),
    hear: (version) =>
      queue(async () => {
        // This device's own writing is told to it as well.
        if (version === undefined || version > home.account.vaultVersion)
          await meetVault(home.account.vaultVersion + 1);
      }),
    alone: queue,
    close: () => clearTimeout(timer),
  };
}

/** @returns the code of the refusal, or null */
async function put(home: Home): Promise<string | null> {
  const { vaultKey, chainHead, vaultVersion } = home.account;
  const next = vaultVersion + 1;
  const vault = await sealVault({
    content: contentOf(home),
    version: next,
    chainHead,
    vaultKey,
    signKey: home.me.signKey,
  });
  const answer = await home.transport.call('putVault', vault);
  if (!answer.ok) return answer.refusal.code;
  await keepVersion(home, next);
  return null;
}

interface Taken {
  /** Whether there is one that is new enough. */
  readonly there: boolean;
  /** Whether something was chosen here that it does not know of. */
  readonly lacksMine: boolean;
}

/** What another device of mine put there. */
async function takeOver(home: Home, atLeast: number): Promise<Taken> {
  const answer = await home.transport.call('vault', {});
  // Without a line there is nothing to hold against anybody.
  if (!answer.ok) return { there: true, lacksMine: false };
  const { vaultKey, chainHead, vaultVersion } = home.account;
  const opened = await openVault({
    vault: answer.value,
    vaultKey,
    chainHead,
    person: home.me.line.person,
    signPk: home.me.signKey.publicKey,
  });
  // An old one that is shown again is no reason to write a new one.
  if (!opened.ok || answer.value.version < vaultVersion) return { there: false, lacksMine: false };
  const lacksMine = isChosenBeside(home, opened.value);
  if (answer.value.version < atLeast) return { there: false, lacksMine };
  await home.preferences.takeOver(opened.value.preferences);
  await keepVersion(home, answer.value.version);
  await dropWhatWasDropped(home);
  home.changedAtHome();
  return { there: true, lacksMine };
}

function isChosenBeside({ preferences }: Home, { preferences: theirs }: VaultContent): boolean {
  const [mine, there] = [preferences.get(choicesPreference), theirs[choicesPreference] ?? '{}'];
  return typeof mine === 'string' && typeof there === 'string' && isAhead(mine, there);
}

async function keepVersion(home: Home, vaultVersion: number): Promise<void> {
  if (vaultVersion <= home.account.vaultVersion) return;
  home.account = { ...home.account, vaultVersion };
  await home.safe.write([{ table: 'account', key: 'me', value: home.account }]);
}

/** What the vault held, with what this device knows better. */
export function contentOn(home: Home, before: VaultContent): VaultContent {
  const { spaces, preferences } = contentOf(home);
  return { ...before, spaces, preferences: { ...before.preferences, ...preferences } };
}

function contentOf({ account, me, spaces, preferences }: Home): VaultContent {
  return {
    v: version,
    person: me.line.person,
    signSeed: account.signSeed,
    sealSeed: account.sealSeed,
    ...(account.formerKeys !== undefined && { formerKeys: [...account.formerKeys] }),
    ...(account.formerVaultKeys !== undefined && { formerVaultKeys: [...account.formerVaultKeys] }),
    spaces: [...spaces.values()].map(({ id, place: { seq, hash } }) => ({ space: idToBytes(id), seq, hash })),
    heads: [],
    // A device that comes in by the twelve words learns both from here.
    preferences: {
      [signinNamePreference]: account.signinName,
      [namePreference]: account.name,
      ...preferences.travelling(),
    },
  };
}
