import { beforeAll, describe, expect, test } from 'vitest';
import { ana, hexOf, wanted, whyNot } from '#tests/crypto/cast.ts';
import { signinNameHash } from './hash.ts';
import { createSetup, finishLogin, registrationResponse, startLogin } from './opaque-server.ts';
import { openWithPassphrase, registerPassphrase } from './passphrase.ts';
import type { OpenUnlocker } from './unlockers.ts';

const words = 'candle orbit velvet meadow pencil harbour';
const signinName = signinNameHash('https://together.example', 'river lamp sun');
let setup: string;
let record: string;
let registered: OpenUnlocker;

async function register(passphrase: string): Promise<{ record: string; unlocker: OpenUnlocker }> {
  const registration = await registerPassphrase(passphrase);
  const response = wanted(await registrationResponse(setup, signinName, registration.request));
  const { message, unlocker } = wanted(await registration.finish(response));
  return { record: message, unlocker };
}

/** Both halves of signing in, as device and server play them. */
async function signIn(passphrase: string, known: { record: string | null; name?: typeof signinName }) {
  const login = await openWithPassphrase(passphrase);
  const started = wanted(
    await startLogin({
      setup,
      signinName: known.name ?? signinName,
      record: known.record,
      request: login.request,
    }),
  );
  return { started, finished: await login.finish(started.response) };
}

beforeAll(async () => {
  setup = await createSetup();
  ({ record, unlocker: registered } = await register(words));
});

describe('a passphrase', () => {
  test('opens the same unlocker on another device, and the server learns that it was right', async () => {
    const { started, finished } = await signIn(words, { record });
    const { message, unlocker } = wanted(finished);
    expect(unlocker.signKey.publicKey).toEqual(registered.signKey.publicKey);
    expect(unlocker.mac(ana.line.person)).toEqual(registered.mac(ana.line.person));
    expect((await finishLogin({ state: started.state, request: message })).ok).toBe(true);
  });

  test('is the same with another keyboard, and with a space too many', async () => {
    const [decomposed, composed] = ['une e\u0301toile', ' une  \u00e9toile '];
    const other = await register(decomposed);
    const { unlocker } = wanted((await signIn(composed, { record: other.record })).finished);
    expect(unlocker.signKey.publicKey).toEqual(other.unlocker.signKey.publicKey);
  });

  test('that is wrong opens nothing', async () => {
    expect(whyNot((await signIn('candle orbit velvet meadow pencil', { record })).finished)).toBe(
      'wrong-words',
    );
  });

  test('stands nowhere in what the server keeps or is sent', async () => {
    const login = await openWithPassphrase(words);
    for (const kept of [record, login.request]) expect(kept).not.toContain('candle');
  });
});

describe('the server', () => {
  test('answers for a name nobody has as for any other, and nothing fits', async () => {
    const known = await signIn(words, { record });
    const unknown = await signIn(words, { record: null });
    expect(unknown.started.response).toHaveLength(known.started.response.length);
    expect(whyNot(unknown.finished)).toBe('wrong-words');
  });

  test('is not opened with a proof from another attempt', async () => {
    const one = await signIn(words, { record });
    const other = await signIn(words, { record });
    const { message } = wanted(one.finished);
    expect(whyNot(await finishLogin({ state: other.started.state, request: message }))).toBe('wrong-words');
  });

  test("keeps a record that opens nothing under another person's name", async () => {
    const name = signinNameHash('https://together.example', 'sun lamp river');
    expect(whyNot((await signIn(words, { record, name })).finished)).toBe('wrong-words');
  });

  test('answers rubbish with a refusal, never with an error', async () => {
    expect(whyNot(await registrationResponse(setup, signinName, 'rubbish'))).toBe('malformed');
    expect(whyNot(await startLogin({ setup, signinName, record, request: '' }))).toBe('malformed');
    expect(whyNot(await finishLogin({ state: 'rubbish', request: hexOf(signinName) }))).toBe('wrong-words');
  });

  test('that answers rubbish is noticed by the device', async () => {
    expect(whyNot(await (await openWithPassphrase(words)).finish('rubbish'))).toBe('malformed');
    expect(whyNot(await (await registerPassphrase(words)).finish(''))).toBe('malformed');
  });
});
