import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { signKeyFromSeed, type SignKey } from './signature.ts';
import { deriveBytes, randomBytes } from './suite.ts';
import { unlockerFromSeed, type OpenUnlocker } from './unlockers.ts';

/** A recovery kit: twelve words that give the account back. Nothing of it is in the vault. */
export interface Kit {
  readonly words: readonly string[];
  /** Whoever holds this key can always take the account back. */
  readonly recoveryKey: SignKey;
  readonly unlocker: OpenUnlocker;
  /** Under this the server finds the account; it says nothing about the kit. */
  readonly lookup: Bytes;
}

const entropyLength = 16;

export function newKit(): Promise<Kit> {
  return kitFromEntropy(randomBytes(entropyLength));
}

/** Reads the words as somebody types them. One word wrong is nearly always noticed: the last carries a check. */
export async function kitFromWords(words: readonly string[]): Promise<Result<Kit, 'kit-words-wrong'>> {
  const typed = words.map((word) => word.trim().toLowerCase()).filter((word) => word !== '');
  if (typed.length !== 12) return refuse('kit-words-wrong');
  try {
    return ok(await kitFromEntropy(Uint8Array.from(mnemonicToEntropy(typed.join(' '), wordlist))));
  } catch {
    return refuse('kit-words-wrong');
  }
}

async function kitFromEntropy(entropy: Bytes): Promise<Kit> {
  const derive = (label: string) => deriveBytes(entropy, new Uint8Array(), utf8ToBytes(label));
  return {
    words: entropyToMnemonic(entropy, wordlist).split(' '),
    recoveryKey: await signKeyFromSeed(derive('bw1/kit-recovery')),
    unlocker: await unlockerFromSeed('kit', derive('bw1/kit-unlock')),
    lookup: derive('bw1/kit-lookup'),
  };
}
