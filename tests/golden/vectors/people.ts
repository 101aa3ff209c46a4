import {
  appendLink,
  followLink,
  rosterLineOf,
  type ChainState,
  type LinkChange,
  type LinkSigners,
} from '#crypto/chain.ts';
import { sealKeyFromSeed } from '#crypto/box.ts';
import { H, unlockersHashOf } from '#crypto/hash.ts';
import { signKeyFromSeed } from '#crypto/signature.ts';
import { unlockerFromSeed, unlockerKeysOf } from '#crypto/unlockers.ts';
import { bytesToText, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import type { SignedLink } from '#protocol/person.ts';
import { personNamed, wanted, type Person } from '#tests/crypto/cast.ts';
import { text } from './text.ts';

/** Where somebody's keys come from, and how a roster writes them down. */
export function personVector({ name, line }: Person) {
  const uses = ['sign key', 'seal key', 'recovery key', 'passphrase', 'kit'] as const;
  const [sign, seal, recovery, passphrase, kit] = uses.map((use) => bytesToText(seedOf(name, use)));
  return { name, seeds: { sign, seal, recovery, passphrase, kit }, line: text(line) };
}

function seedOf(name: string, use: string): Bytes {
  return H('person', utf8ToBytes(`${name}'s ${use}`));
}

/** Somebody who changed their keys once, so that a roster can be brought up to date. */
export async function rotated(person: Person): Promise<Person> {
  const seeds = {
    sign: seedOf(person.name, 'second sign key'),
    seal: seedOf(person.name, 'second seal key'),
  };
  const signKey = await signKeyFromSeed(seeds.sign);
  const sealKey = await sealKeyFromSeed(seeds.seal);
  const keys = { signPk: signKey.publicKey, sealPk: sealKey.publicKey };
  const link = await appendLink(
    person.state,
    { type: 'rotate', ...keys },
    { by: 'current', key: person.signKey },
  );
  const state = wanted(await followLink(person.state, link));
  return {
    ...person,
    signKey,
    sealKey,
    seeds,
    state,
    chain: [...person.chain, link],
    line: rosterLineOf(state),
  };
}

/** A chain with a link of every type, under each yes that it may carry. */
export async function chainVector() {
  const dee = await personNamed('Dee');
  const later = await rotated(dee);
  const newKit = await unlockerFromSeed('kit', seedOf('Dee', 'second kit'));
  const newPassphrase = await unlockerFromSeed('passphrase', seedOf('Dee', 'second passphrase'));
  const newRecovery = await signKeyFromSeed(seedOf('Dee', 'second recovery key'));
  const last = await signKeyFromSeed(seedOf('Dee', 'third sign key'));
  const sets = [
    [dee.passphrase, dee.kit],
    [newPassphrase, dee.kit],
    [newPassphrase, newKit],
  ].map((set) => set.map(unlockerKeysOf));

  const links: SignedLink[] = [...later.chain];
  const states: ChainState[] = [dee.state, later.state];
  async function add(change: LinkChange, signers: LinkSigners): Promise<void> {
    const before = states.at(-1)!;
    const link = await appendLink(before, change, signers);
    links.push(link);
    states.push(wanted(await followLink(before, link)));
  }

  const current = { by: 'current', key: later.signKey } as const;
  await add(
    { type: 'unlockers', hash: unlockersHashOf(sets[1]!) },
    { ...current, unlocker: { key: dee.passphrase.signKey, set: sets[0]! } },
  );
  await add(
    { type: 'recovery', pk: newRecovery.publicKey },
    { ...current, unlocker: { key: newPassphrase.signKey, set: sets[1]! } },
  );
  const recovery = { by: 'recovery', key: newRecovery } as const;
  await add({ type: 'unlockers', hash: unlockersHashOf(sets[2]!) }, recovery);
  await add({ type: 'rotate', signPk: last.publicKey, sealPk: later.sealKey.publicKey }, recovery);
  await add(
    { type: 'close' },
    { by: 'current', key: last, unlocker: { key: newKit.signKey, set: sets[2]! } },
  );
  return { links: links.map((link) => text(link)), states: states.map((state) => text({ ...state })) };
}
