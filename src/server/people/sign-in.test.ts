import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { openWithPassphrase, registerPassphrase } from '#crypto/passphrase.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { hour, minute } from '#kernel/time.ts';
import { card, House } from '#tests/house/house.ts';
import { makePeer, wanted } from '#tests/house/peer.ts';
import { joining, opening } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';
import { deviceCookie } from '#server/http/cookies.ts';

const words = 'tea kettle window rain';

let house: House;
let ana: Visitor;
let name: Bytes;
let invitation: Invitation;
let place: LogPlace;

beforeEach(async () => {
  house = await House.open();
  name = randomBytes(32);
  const stranger = house.visitor(await makePeer());
  const registering = await registerPassphrase(words);
  const { response } = await stranger.call('registerPassphrase', {
    signinName: name,
    request: registering.request,
  });
  const { message } = wanted(await registering.finish(response));
  ana = house.visitor(await makePeer(message, name));
  invitation = await newInvitation();
  const { request, made } = await opening(ana.peer, 'community', [invitation]);
  ({ place } = made);
  await ana.call('found', { token: house.foundingToken, account: ana.peer.account, card, ...request });
});
afterEach(() => house.close());

const signIn = async (visitor: Visitor, { signinName = name, passphrase = words } = {}) => {
  const opening = await openWithPassphrase(passphrase);
  const started = await visitor.ask('signInStart', { signinName, request: opening.request });
  if (started.value === null) return started;
  const finished = await opening.finish(started.value.response);
  // Who typed the wrong words knows it by now, and whoever only guesses at the server sends something anyway.
  const request = finished.ok ? finished.value.message : 'A'.repeat(86);
  return visitor.ask('signInFinish', { attempt: started.value.attempt, request });
};

describe('signing in', () => {
  test('with the right words gives the account back', async () => {
    const elsewhere = house.visitor(ana.peer);
    const { value } = await signIn(elsewhere);
    const { genesis, unlockers, vault } = ana.peer.account;
    expect(value).toEqual({ person: ana.peer.line.person, chain: [genesis], unlockers, vault });
    expect((await elsewhere.call('heads', {})).heads).toHaveLength(1);
  });

  test('with wrong words does not', async () => {
    const elsewhere = house.visitor(ana.peer);
    expect(await signIn(elsewhere, { passphrase: 'coffee' })).toMatchObject({
      status: 401,
      code: 'wrong-words',
    });
    expect((await elsewhere.ask('heads', {})).code).toBe('signed-out');
  });

  test('an attempt is finished once', async () => {
    const elsewhere = house.visitor(ana.peer);
    const opening = await openWithPassphrase(words);
    const { attempt, response } = await elsewhere.call('signInStart', {
      signinName: name,
      request: opening.request,
    });
    const { message } = wanted(await opening.finish(response));
    expect((await elsewhere.ask('signInFinish', { attempt, request: message })).code).toBeNull();
    expect((await elsewhere.ask('signInFinish', { attempt, request: message })).code).toBe('wrong-words');
  });

  test('an attempt that waits too long is over', async () => {
    const elsewhere = house.visitor(ana.peer);
    const opening = await openWithPassphrase(words);
    const { attempt, response } = await elsewhere.call('signInStart', {
      signinName: name,
      request: opening.request,
    });
    house.clock.now += 2 * minute;
    const { message } = wanted(await opening.finish(response));
    expect((await elsewhere.ask('signInFinish', { attempt, request: message })).code).toBe('wrong-words');
  });
});

describe('guessing', () => {
  let request: string;
  beforeEach(async () => {
    ({ request } = await openWithPassphrase('coffee'));
  });
  /** Whoever guesses at the server spares themselves the work of turning words into keys. */
  const guess = async (visitor: Visitor, signinName = name) => {
    const started = await visitor.ask('signInStart', { signinName, request });
    if (started.value === null) return started;
    return visitor.ask('signInFinish', { attempt: started.value.attempt, request: 'A'.repeat(86) });
  };

  test('a name that nobody has is answered, refused and counted like one that somebody has', async () => {
    const nobody = randomBytes(32);
    const stranger = house.visitor(await makePeer());
    const [known, unknown] = await Promise.all(
      [name, nobody].map((signinName) => stranger.call('signInStart', { signinName, request })),
    );
    expect(unknown!.response).toHaveLength(known!.response.length);
    expect(unknown!.attempt).toHaveLength(known!.attempt.length);
    const codes = async (signinName: Bytes) => {
      const told = [];
      for (let tries = 1; tries <= 10; tries++) {
        const { status, code } = await guess(stranger, signinName);
        told.push({ status, code });
      }
      return told;
    };
    expect(await codes(nobody)).toEqual(await codes(name));
  });

  test('ends after ten tries, and begins again an hour later', async () => {
    const stranger = house.visitor(await makePeer());
    for (let tries = 1; tries <= 10; tries++) expect((await guess(stranger)).code).toBe('wrong-words');
    expect(await guess(stranger)).toMatchObject({ status: 429, code: 'too-many' });
    expect((await signIn(stranger)).code).toBe('too-many');
    house.clock.now += hour;
    expect((await signIn(stranger)).code).toBeNull();
  });

  test('by a stranger does not lock out the device that signed in before', async () => {
    const stranger = house.visitor(await makePeer());
    for (let tries = 1; tries <= 11; tries++) await guess(stranger);
    await ana.call('endSession', {});
    expect((await signIn(ana)).code).toBeNull();
  });

  test('from a device of somebody else has no more tries than from any other', async () => {
    const [bo, stranger] = [house.visitor(await makePeer()), house.visitor(await makePeer())];
    const joined = await joining(place, bo.peer, invitation);
    const { space } = joined.made.commit;
    await bo.call('join', { account: bo.peer.account, space, ...joined.request });
    const { signinName } = bo.peer.account;
    for (let tries = 1; tries <= 10; tries++) await guess(stranger, signinName);
    expect(ana.cookies.has(deviceCookie)).toBe(true);
    expect((await guess(ana, signinName)).code).toBe('too-many');
    expect((await guess(bo, signinName)).code).not.toBe('too-many');
  });
});

test('the secret behind the answers lies outside the database, for the server alone', async () => {
  const folder = house.config.dataFolder;
  expect(statSync(`${folder}/opaque-setup`).mode & 0o777).toBe(0o600);
  const setup = readFileSync(`${folder}/opaque-setup`, 'utf8').trim();
  expect(readFileSync(`${folder}/bothways.db`).includes(setup)).toBe(false);
  await house.restart();
  expect((await signIn(house.visitor(ana.peer))).code).toBeNull();
});
