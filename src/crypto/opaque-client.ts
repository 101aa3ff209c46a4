import { client, ready } from '@serenity-kit/opaque';
import { textToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/**
 * The device's half of OPAQUE. It brings WebAssembly along, so import this file, and `passphrase.ts` above it, only
 * where somebody is about to type a passphrase.
 */

/**
 * Argon2id over 64 MiB, three passes: the second choice of RFC 9106, for where memory is scarce. About 0.2 s on a
 * small server's core and about a second on an old phone. The first choice takes 2 GiB, and a phone's browser tab
 * dies of it. Fixed for version 1, because another one gives another key.
 */
const keyStretching = 'memory-constrained';

/** What both halves end in. `exportKey` is known to nobody else, the server included. */
interface Finished {
  readonly message: string;
  readonly exportKey: Bytes;
}

export interface Exchange {
  /** Goes to the server. */
  readonly request: string;
  /** Takes the server's answer. */
  finish(response: string): Promise<Result<Finished, 'wrong-words' | 'malformed'>>;
}

/** `message` is the record that the server keeps. */
export async function startRegistration(password: string): Promise<Exchange> {
  await ready;
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  return {
    request: registrationRequest,
    finish: async (registrationResponse) =>
      attempt(() => {
        const finished = client.finishRegistration({
          password,
          registrationResponse,
          clientRegistrationState,
          keyStretching,
        });
        return { message: finished.registrationRecord, exportKey: finished.exportKey };
      }),
  };
}

/** `message` is the proof that the server asks for. */
export async function startLogin(password: string): Promise<Exchange> {
  await ready;
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  return {
    request: startLoginRequest,
    finish: async (loginResponse) =>
      attempt(() => {
        const finished = client.finishLogin({ password, loginResponse, clientLoginState, keyStretching });
        return finished && { message: finished.finishLoginRequest, exportKey: finished.exportKey };
      }),
  };
}

/** The library throws at an answer that it cannot read, and is silent where the passphrase does not fit. */
function attempt(
  run: () => { readonly message: string; readonly exportKey: string } | undefined,
): Result<Finished, 'wrong-words' | 'malformed'> {
  try {
    const finished = run();
    const exportKey = finished && textToBytes(finished.exportKey);
    return finished && exportKey ? ok({ message: finished.message, exportKey }) : refuse('wrong-words');
  } catch {
    return refuse('malformed');
  }
}
