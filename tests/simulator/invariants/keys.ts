import { sealKeyFromSeed } from '#crypto/box.ts';
import { equalBytes } from '#kernel/bytes.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/** Nobody's former keys come back, and whoever changed theirs has brought them into all their spaces. */
export async function faultsOfKeys(
  { id }: SpaceCopy,
  readers: Readers,
  disks: readonly OpenDisk[],
): Promise<readonly string[]> {
  const faults = readers.keysPutBack.map((seq) => `${id}: former keys were put back at ${seq}`);
  for (const { phone, owner, account } of disks) {
    if (!readers.members.has(owner)) continue;
    const { publicKey } = await sealKeyFromSeed(account.sealSeed);
    const inRoster = readers.sealPkOf.get(owner);
    if (inRoster === undefined || !equalBytes(publicKey, inRoster))
      faults.push(`${id}: the keys of ${phone.name} are not those of the roster`);
    for (const { sealSeed } of account.formerKeys ?? []) {
      const former = await sealKeyFromSeed(sealSeed);
      if (readers.mayOpenWith(former.publicKey, readers.epochs))
        faults.push(`${id}: what is written now can be read with former keys of ${phone.name}`);
    }
  }
  return faults;
}
