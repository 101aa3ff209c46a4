import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, type Result } from '#kernel/result.ts';
import { startLogin, startRegistration, type Exchange } from './opaque-client.ts';
import { asTyped } from './passphrase-spelling.ts';
import { deriveBytes } from './suite.ts';
import { unlockerFromSeed, type OpenUnlocker } from './unlockers.ts';

/** A passphrase on its way to becoming an unlocker. It never leaves the device. */
export interface PassphraseExchange {
  /** For the server's door. */
  readonly request: string;
  /**
   * Takes the server's answer. `message` goes back to the server: the record it keeps, or the proof that it asks for.
   */
  finish(
    response: string,
  ): Promise<Result<{ message: string; unlocker: OpenUnlocker }, 'wrong-words' | 'malformed'>>;
}

export async function registerPassphrase(passphrase: string): Promise<PassphraseExchange> {
  return exchange(await startRegistration(asTyped(passphrase)));
}

export async function openWithPassphrase(passphrase: string): Promise<PassphraseExchange> {
  return exchange(await startLogin(asTyped(passphrase)));
}

function exchange({ request, finish }: Exchange): PassphraseExchange {
  return {
    request,
    async finish(response) {
      const finished = await finish(response);
      if (!finished.ok) return finished;
      const { message, exportKey } = finished.value;
      return ok({ message, unlocker: await unlockerFromSeed('passphrase', seedOf(exportKey)) });
    },
  };
}

function seedOf(exportKey: Bytes): Bytes {
  return deriveBytes(exportKey, new Uint8Array(), utf8ToBytes('bw1/passphrase-seed'));
}
