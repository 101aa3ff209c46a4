import { kitFromWords } from '#crypto/kit.ts';
import { drawWords } from '#crypto/words.ts';
import { changeWay, registered } from '#device/account/change-way.ts';
import { openByKit, recordOf, type OpenHanded } from '#device/account/handed.ts';
import { kitProvedPreference } from '#device/account/kit-proved.ts';
import type { Device } from '#device/device.ts';
import { comeHome, mayComeHome } from '#device/door/come-home.ts';
import type { Engine } from '#device/engine.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { ok, type Result } from '#kernel/result.ts';

type KitPart = 'openKit' | 'comeBack';

const triesMost = 10;

/** Coming back with the twelve words: they are a way in by themselves, and a new passphrase is set on the way. */
export function createKitDoor(engine: Engine): Pick<Device, KitPart> {
  const { transport } = engine;
  return {
    async openKit(words) {
      const opened = await opens(engine, words);
      if (!opened.ok) return opened;
      const { signinName } = recordOf(opened.value.opened);
      return ok({ signinName, passphrase: drawWords(6).join(' '), kit: words });
    },

    async comeBack({ kit: words, passphrase, rotate = false }) {
      const first = await opens(engine, words);
      if (!first.ok) return first;
      const may = await mayComeHome(engine, first.value.opened);
      if (!may.ok) return may;
      const { signinName } = recordOf(first.value.opened);
      const made = await registered(transport, { signinName, passphrase });
      if (!made.ok) return made;
      const { record, unlocker } = made.value;

      let found = first.value;
      for (let tries = 1; ; tries++) {
        const { kit, opened } = found;
        const { signKey, state } = opened;
        const changed = await changeWay(transport, opened, {
          unlocker,
          // Whoever else may have put a way in there is out with this.
          only: kit.unlocker,
          passphrase: record,
          signers: { by: 'recovery', key: kit.recoveryKey },
          // Somebody who had a device of mine may have put their own keys in the place of mine.
          rotate: rotate || !equalBytes(signKey.publicKey, state.signPk),
          // Whoever came in by them has shown that they were kept right.
          content: (before) => ({
            ...before,
            preferences: { ...before.preferences, [kitProvedPreference]: true },
          }),
        });
        if (changed.ok) return comeHome(engine, changed.value, { signinName, passphrase });
        // A device that is still in wrote the vault meanwhile. Whoever has only a device must not keep its owner out
        // by doing so again and again.
        if (changed.refusal.code !== 'version-taken' || tries === triesMost) return changed;
        const again = await opens(engine, words);
        if (!again.ok) return again;
        found = again.value;
      }
    },
  };
}

async function opens({ transport }: Engine, words: readonly string[]) {
  const kit = await kitFromWords(words);
  if (!kit.ok) return kit;
  const opened: Result<OpenHanded> = await openByKit(transport, kit.value);
  if (!opened.ok) return opened;
  return ok({ kit: kit.value, opened: opened.value });
}
