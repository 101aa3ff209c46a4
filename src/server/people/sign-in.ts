import { finishLogin, registrationResponse, startLogin } from '#crypto/opaque-server.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { Visit } from '#server/visit.ts';
import { handedAccount } from './handed-account.ts';
import { nobodysKey } from './nobody.ts';
import { isProved } from './proof.ts';
import { hashOf } from './sessions.ts';
import { beginSession } from './signed-in.ts';

/** First half of choosing a passphrase. Nothing is stored, and it looks the same for every name. */
export async function registerPassphrase(
  { opaqueSetup }: Context,
  _visit: Visit,
  { signinName, request }: RequestOf<'registerPassphrase'>,
): Promise<Answer<AnswerOf<'registerPassphrase'>>> {
  const response = await registrationResponse(opaqueSetup, signinName, request);
  return response.ok ? ok({ response: response.value }) : response;
}

/** First half of signing in. A name nobody has is counted, answered and forgotten just like one that somebody has. */
export async function startSignIn(
  context: Context,
  visit: Visit,
  { signinName, request }: RequestOf<'signInStart'>,
): Promise<Answer<AnswerOf<'signInStart'>>> {
  const { store, guard, attempts, opaqueSetup: setup } = context;
  const person = await store.read.personBySigninName(signinName);
  const ownDevice = await ownDeviceOf(context, visit, person?.person ?? null);
  if (!(await guard.mayTry(signinName, ownDevice))) return refuse('too-many');
  const started = await startLogin({ setup, signinName, request, record: person?.passphrase ?? null });
  if (!started.ok) return started;
  const { state, response } = started.value;
  const attempt = await attempts.begin({ person: person?.person ?? null, state });
  return ok({ attempt, response });
}

/** The device's token, where it signed in as this very person before. */
async function ownDeviceOf(
  { store, clock }: Context,
  { deviceToken }: Visit,
  person: Bytes | null,
): Promise<Bytes | null> {
  const tokenHash = deviceToken === null ? null : hashOf(deviceToken);
  const device = tokenHash === null ? null : await store.read.knownDevice(tokenHash);
  if (device === null || person === null || device.until <= toMinutes(clock())) return null;
  return equalBytes(device.person, person) ? tokenHash : null;
}

/** Second half. A wrong passphrase and a name nobody has get the same answer. */
export async function finishSignIn(
  context: Context,
  visit: Visit,
  { attempt: id, request }: RequestOf<'signInFinish'>,
): Promise<Answer<AnswerOf<'signInFinish'>>> {
  const { store, attempts } = context;
  const attempt = await attempts.take(id);
  if (attempt === null) return refuse('wrong-words');
  const finished = await finishLogin({ state: attempt.state, request });
  if (!finished.ok || attempt.person === null) return refuse('wrong-words');

  const person = await store.read.person(attempt.person);
  const vault = await store.read.vault(attempt.person);
  if (person === null || vault === null) return refuse('wrong-words');
  const signIn = await store.write((writes) => beginSession(context, writes, person.person), []);
  signIn(visit);
  return ok(handedAccount(person, vault));
}

/** A device that holds the keys but no living session. */
export async function openSession(
  context: Context,
  visit: Visit,
  { person: id, proof }: RequestOf<'openSession'>,
): Promise<Answer<AnswerOf<'openSession'>>> {
  const person = await context.store.read.person(id);
  // The same no for somebody who was never here and for a proof that is wrong.
  const signPk = person?.signPk ?? nobodysKey;
  if (!(await isProved(context, proof, { person: id, signPk })) || person === null)
    return refuse('signature-wrong');
  const signIn = await context.store.write((writes) => beginSession(context, writes, id), []);
  signIn(visit);
  return ok({ person: id });
}

export async function endSession(
  { sessions }: Context,
  visit: Visit,
): Promise<Answer<AnswerOf<'endSession'>>> {
  if (visit.session !== null) await sessions.end(visit.session);
  visit.cookies.signOut();
  return ok({});
}

export async function issueNonce({ nonces }: Context): Promise<Answer<AnswerOf<'nonce'>>> {
  return ok({ nonce: await nonces.issue() });
}
