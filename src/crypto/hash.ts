import { compareBytes, concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import type { HostCard } from '#protocol/instance.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Commit } from '#protocol/commit.ts';
import type { Unlocker } from '#protocol/person.ts';
import { stateToHash, type SpaceState } from '#protocol/space-state.ts';
import { digest } from './suite.ts';

export type HashLabel =
  | 'archive-file'
  | 'body'
  | 'commit'
  | 'drop'
  | 'epoch-key'
  | 'event'
  | 'host-card'
  | 'invitation'
  | 'leave'
  | 'link'
  | 'log'
  | 'person'
  | 'reason'
  | 'safety'
  | 'session'
  | 'signin-name'
  | 'space'
  | 'state'
  | 'unlockers'
  | 'vault';

const prefixes = new Map<HashLabel, Bytes>();

function prefixOf(label: HashLabel): Bytes {
  const known = prefixes.get(label);
  if (known !== undefined) return known;
  const prefix = utf8ToBytes(`bw1/${label}\0`);
  prefixes.set(label, prefix);
  return prefix;
}

/** H(label, x) of the protocol. The label keeps a hash made for one purpose from meaning anything for another. */
export function H(label: HashLabel, ...parts: readonly Uint8Array[]): Bytes {
  return digest(concatBytes(prefixOf(label), ...parts));
}

export function personIdOf(genesis: Uint8Array): Bytes {
  return H('person', genesis);
}

/** What the next link of a chain names as `prev`, and what a roster calls `chainHead`. */
export function linkHashOf(link: Uint8Array): Bytes {
  return H('link', link);
}

/** What somebody said yes to at the door. */
export function cardHashOf(card: HostCard): Bytes {
  return H('host-card', toCbor(card));
}

export function eventIdOf(header: Uint8Array): Bytes {
  return H('event', header);
}

export function commitIdOf(commit: Uint8Array): Bytes {
  return H('commit', commit);
}

export function leaveIdOf(leave: Uint8Array): Bytes {
  return H('leave', leave);
}

export function dropIdOf(drop: Uint8Array): Bytes {
  return H('drop', drop);
}

/** Over the first commit without the three fields that depend on the id. Its `prev` is random, so no two are the same. */
export function spaceIdOf(first: Omit<Commit, 'space' | 'stateHash'>): Bytes {
  const named = { ...first, space: undefined, keyHash: undefined, stateHash: undefined };
  return H('space', toCbor(named));
}

export function logStart(space: Uint8Array): Bytes {
  return H('log', space);
}

export function logNext(before: Uint8Array, entryId: Uint8Array): Bytes {
  return H('log', before, entryId);
}

export function keyHashOf(space: Uint8Array, secret: Uint8Array): Bytes {
  return H('epoch-key', space, secret);
}

export function stateHashOf(state: Omit<SpaceState, 'commits'>): Bytes {
  return H('state', toCbor(stateToHash(state)));
}

/** Salted: a statement shows this hash to the server, and the reasons that people give are few enough to be guessed. */
export function reasonHashOf(salt: Uint8Array, words: string): Bytes {
  return H('reason', toCbor({ salt, words }));
}

export function bodyHashOf(body: Uint8Array): Bytes {
  return H('body', body);
}

export function vaultHashOf(ciphertext: Uint8Array): Bytes {
  return H('vault', ciphertext);
}

/** However somebody types their three words, they are the same words. */
export function signinNameHash(origin: string, words: string): Bytes {
  return H('signin-name', utf8ToBytes(origin), utf8ToBytes(sameWords(words)));
}

function sameWords(words: string): string {
  return (
    words
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  ).join(' ');
}

/** The public part of an unlocker, as the chain's hash is over it. */
export type UnlockerKeys = Pick<Unlocker, 'use' | 'signPk' | 'sealPk'>;

export function unlockersHashOf(unlockers: readonly UnlockerKeys[]): Bytes {
  const set = unlockers
    .map(({ use, signPk, sealPk }) => ({ use, signPk, sealPk }))
    .sort((a, b) => compareBytes(a.signPk, b.signPk));
  return H('unlockers', toCbor(set));
}

/** Of a file that somebody takes along. */
export function archiveFileHash(bytes: Uint8Array): Bytes {
  return H('archive-file', bytes);
}
