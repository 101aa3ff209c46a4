import type { AnswerOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { chainSchema, signedVaultSchema, unlockersSchema } from '#protocol/person.ts';
import type { StoredPerson, StoredVault } from '#server/store/store.ts';
import { kept } from './kept.ts';

/** What a new device is handed. It checks all of it. */
export function handedAccount(person: StoredPerson, { vault }: StoredVault): AnswerOf<'signInFinish'> {
  return {
    person: person.person,
    chain: kept(fromCbor(chainSchema, person.chain)),
    unlockers: kept(fromCbor(unlockersSchema, person.unlockers)),
    vault: kept(fromCbor(signedVaultSchema, vault)),
  };
}
