import { sealKeyFromSeed, type SealKey } from '#crypto/box.ts';
import { openBox } from '#crypto/epoch.ts';
import { keyHashOf } from '#crypto/hash.ts';
import { invitationFromSecret, readFragment } from '#crypto/invitation.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Reader, Readers } from '#tests/simulator/invariants/readers.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/** Somebody with a key of their own, who has a copy of all that the server has. */
export interface Thief {
  readonly reader: Reader;
  readonly sealKey: SealKey;
  readonly isOfLink: boolean;
}

/** Everybody who was ever here, and whoever holds a link. */
export async function thievesAmong(
  disks: readonly OpenDisk[],
  links: readonly string[],
): Promise<readonly Thief[]> {
  // Also with keys that they have changed since, and that somebody may have taken before.
  const people = disks.flatMap(({ owner, account: { sealSeed, formerKeys = [] } }) =>
    [sealSeed, ...formerKeys.map((keys) => keys.sealSeed)].map((seed) => ({ reader: owner, seed })),
  );
  const different = new Map(people.map((one) => [one.seed.join(), one]));
  const byKey = [...different.values()].map(async ({ reader, seed }) => ({
    reader,
    sealKey: await sealKeyFromSeed(seed),
    isOfLink: false,
  }));
  const byLink = links.map(async (link): Promise<readonly Thief[]> => {
    const fragment = readFragment(link.split('#')[1] ?? '');
    if (!fragment.ok) return [];
    const { signKey, sealKey } = await invitationFromSecret(fragment.value.secret);
    return [{ reader: idFromBytes(signKey.publicKey), sealKey, isOfLink: true }];
  });
  return [...(await Promise.all(byKey)), ...(await Promise.all(byLink)).flat()];
}

/** Nobody opens an epoch that is not theirs: neither with what lies on their devices, nor with the server's whole disk. */
export async function faultsOfSecrecy(
  { id, space, boxes }: SpaceCopy,
  { referee, readers }: { readonly referee: LiveSpace; readonly readers: Readers },
  { disks, thieves }: { readonly disks: readonly OpenDisk[]; readonly thieves: readonly Thief[] },
): Promise<readonly string[]> {
  const faults = readers.readByFormer.map((seq) => `${id}: who had left can read what came at ${seq}`);
  for (const { phone, owner, spaces } of disks) {
    const secrets = secretsIn(spaces);
    for (const { epoch, keyHash } of referee.epochs.values()) {
      if (readers.mayRead(owner, epoch)) continue;
      const isHeld = secrets.some((secret) => equalBytes(keyHashOf(space, secret), keyHash));
      if (isHeld) faults.push(`${id}: ${phone.name} holds the key of epoch ${epoch}, which is not theirs`);
    }
  }
  for (const box of boxes) {
    const began = referee.epochs.get(box.epoch);
    if (began === undefined) continue;
    const { number, prev, keyHash } = began;
    for (const { reader, sealKey, isOfLink } of thieves) {
      const isKeyInForce = isOfLink || readers.mayOpenWith(sealKey.publicKey, box.epoch);
      if (isKeyInForce && readers.mayRead(reader, box.epoch)) continue;
      const opened = await openBox({ box, sealKey, keyHash, space, number, prev });
      if (opened.ok)
        faults.push(
          `${id}: ${reader} opens epoch ${box.epoch}, ${isKeyInForce ? 'which is not theirs' : 'with keys out of force'}`,
        );
    }
  }
  return faults;
}

export function secretsOn(disks: readonly OpenDisk[]): readonly Bytes[] {
  return disks.flatMap(({ spaces }) => secretsIn(spaces));
}

export function secretsIn(spaces: OpenDisk['spaces']): readonly Bytes[] {
  return [...spaces.values()].flatMap(({ epochs }) =>
    [...epochs.values()].flatMap(({ secret }) => (secret === undefined ? [] : [secret])),
  );
}
