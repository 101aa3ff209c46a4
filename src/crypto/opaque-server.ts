import { ready, server } from '@serenity-kit/opaque';
import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/**
 * The server's half of OPAQUE: it helps somebody to turn a passphrase into a key without ever holding either. Under
 * whose name, it knows only as `H("signin-name", …)`.
 */

/** The secret that makes answers. It lies in a file of its own, outside database and backup. */
export async function createSetup(): Promise<string> {
  await ready;
  return server.createSetup();
}

export async function registrationResponse(
  setup: string,
  signinName: Bytes,
  request: string,
): Promise<Result<string, 'malformed'>> {
  await ready;
  return attempt(
    () =>
      server.createRegistrationResponse({
        serverSetup: setup,
        userIdentifier: bytesToText(signinName),
        registrationRequest: request,
      }).registrationResponse,
  );
}

/**
 * First half of signing in. `record` is null for a name nobody has: the answer then looks like any other, and no
 * passphrase fits it. `state` stays with the server until the second half.
 */
export async function startLogin(login: {
  readonly setup: string;
  readonly signinName: Bytes;
  readonly record: string | null;
  readonly request: string;
}): Promise<Result<{ state: string; response: string }, 'malformed'>> {
  await ready;
  return attempt(() => {
    const { serverLoginState, loginResponse } = server.startLogin({
      serverSetup: login.setup,
      userIdentifier: bytesToText(login.signinName),
      registrationRecord: login.record,
      startLoginRequest: login.request,
    });
    return { state: serverLoginState, response: loginResponse };
  });
}

/** Second half: whether the passphrase was the right one. */
export async function finishLogin(login: {
  readonly state: string;
  readonly request: string;
}): Promise<Result<void, 'wrong-words'>> {
  await ready;
  const finished = attempt(() =>
    server.finishLogin({ serverLoginState: login.state, finishLoginRequest: login.request }),
  );
  return finished.ok ? ok(undefined) : refuse('wrong-words');
}

/** The library throws at whatever it cannot read or does not fit. Here that is an expected no. */
function attempt<Value>(run: () => Value): Result<Value, 'malformed'> {
  try {
    return ok(run());
  } catch {
    return refuse('malformed');
  }
}
