import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openWith } from '#crypto/box.ts';
import { verifyChain } from '#crypto/chain.ts';
import { openBox, openEarlier } from '#crypto/epoch.ts';
import { cardHashOf, signinNameHash, stateHashOf } from '#crypto/hash.ts';
import { invitationFromSecret, readFragment } from '#crypto/invitation.ts';
import { kitFromWords } from '#crypto/kit.ts';
import { openAccount } from '#crypto/open-account.ts';
import { safetyWords } from '#crypto/safety.ts';
import { openEvent, openWithEventKey } from '#crypto/seal.ts';
import { verify } from '#crypto/signature.ts';
import { unlockerFromSeed } from '#crypto/unlockers.ts';
import { startOfLog, verifyEntries, type Verified } from '#crypto/verify-entry.ts';
import { bytesToText, equalBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { logEntrySchema } from '#protocol/api.ts';
import { fromCbor, hash } from '#protocol/cbor.ts';
import { boxSchema } from '#protocol/commit.ts';
import { hostCardSchema } from '#protocol/instance.ts';
import {
  chainSchema,
  letterSchema,
  signedLetterSchema,
  signedLinkSchema,
  signedVaultSchema,
  signinStatementSchema,
  unlockersSchema,
} from '#protocol/person.ts';
import { stateToHash } from '#protocol/space-state.ts';
import { ana, bo, cai, wanted } from '#tests/crypto/cast.ts';
import golden from './bw1.json' with { type: 'json' };
import { personVector, rotated } from './vectors/people.ts';
import { text } from './vectors/text.ts';

const accountSchema = v.strictObject({
  person: hash,
  chain: chainSchema,
  unlockers: unlockersSchema,
  vault: signedVaultSchema,
});

function bytesIn(written: string): Bytes {
  const bytes = textToBytes(written);
  if (bytes === null) throw new Error('not base64url');
  return bytes;
}

type LogVector = Pick<
  typeof golden.pair,
  'space' | 'entries' | 'hashes' | 'secrets' | 'boxes' | 'events' | 'state'
>;

async function read({ space, entries }: LogVector) {
  const log = entries.map((entry) => wanted(fromCbor(logEntrySchema, bytesIn(entry))));
  return wanted(await verifyEntries(startOfLog(bytesIn(space)), log));
}

function commitsIn(verified: readonly Verified[]) {
  return verified.flatMap((one) => (one.type === 'commit' ? [one.commit] : []));
}

test('the same seeds make the same people', () => {
  expect([ana, bo, cai].map(personVector)).toEqual(golden.people);
});

test('a chain with every link says at each what it said', async () => {
  const links = golden.chain.links.map((link) => wanted(fromCbor(signedLinkSchema, bytesIn(link))));
  for (const [at, state] of golden.chain.states.entries()) {
    expect(text({ ...wanted(await verifyChain(links.slice(0, at + 1))) })).toBe(state);
  }
});

const logs: Readonly<Record<string, LogVector>> = {
  pair: golden.pair,
  community: golden.community,
  solo: golden.solo,
};

describe.each(Object.entries(logs))('the log of a %s', (_kind, vector) => {
  test('verifies to the same hash at every place, and the same state', async () => {
    const { place, verified } = await read(vector);
    expect(verified.map((one) => bytesToText(one.hash))).toEqual(vector.hashes);
    expect(verified.every((one) => one.type !== 'event' || one.seenIsRight === true)).toBe(true);
    expect(place.state && text(stateToHash(place.state))).toBe(vector.state);
    for (const one of verified) {
      if (one.type === 'commit') expect(stateHashOf(one.state)).toEqual(one.commit.stateHash);
    }
  });

  test('opens to the same words, for members and for whoever is handed one key', async () => {
    const { verified } = await read(vector);
    const opened: LogVector['events'] = [];
    for (const one of verified) {
      if (one.type !== 'event' || one.event.body === undefined) continue;
      const { header, seq } = one;
      const { body } = one.event;
      const secret = bytesIn(vector.secrets[header.epoch - 1]!);
      const { payload, ek } = wanted(await openEvent({ secret, header, body }));
      expect(wanted(await openWithEventKey(ek, header, body)).payload).toEqual(payload);
      opened.push({ seq, payload: text(payload), ek: bytesToText(ek) });
    }
    expect(opened).toEqual(vector.events);
  });

  test('hands its secrets on in boxes, and to newer epochs', async () => {
    const { verified } = await read(vector);
    const commits = commitsIn(verified);
    const secrets = vector.secrets.map(bytesIn);
    for (const written of vector.boxes) {
      const box = wanted(fromCbor(boxSchema, bytesIn(written)));
      const { space, number, prev, keyHash } = commits.find(({ epoch }) => epoch === box.epoch)!;
      const opening = { space, number, prev, box, sealKey: await sealKeyOf(box.to), keyHash: keyHash! };
      expect(wanted(await openBox(opening))).toEqual(secrets[box.epoch - 1]);
    }
    for (const { space, epoch, earlier } of commits) {
      if (earlier === undefined) continue;
      const { keyHash } = commits.find((commit) => commit.epoch === earlier.epoch)!;
      const older = { space, epoch, secret: secrets[epoch - 1]!, earlier, keyHash: keyHash! };
      expect(wanted(await openEarlier(older))).toEqual(secrets[earlier.epoch - 1]);
    }
  });
});

/** Cai gets a box only after they changed their keys. */
async function sealKeyOf(to: Bytes) {
  const invitations = [
    wanted(readFragment(golden.fragment)).secret,
    ...golden.invitations.map(({ secret }) => bytesIn(secret)),
  ];
  for (const { line, sealKey } of [bo, await rotated(cai)]) if (equalBytes(line.person, to)) return sealKey;
  for (const secret of invitations) {
    const { signKey, sealKey } = await invitationFromSecret(secret);
    if (equalBytes(signKey.publicKey, to)) return sealKey;
  }
  throw new Error('a box for nobody');
}

test('the link leads to the pair, and who made it', async () => {
  const { verified } = await read(golden.pair);
  const { space, number, inviter, secret } = wanted(readFragment(golden.fragment));
  expect(space).toEqual(bytesIn(golden.pair.space));
  expect(inviter).toEqual(ana.line.person);
  const { signKey } = await invitationFromSecret(secret);
  expect(commitsIn(verified)[number - 1]!.opens[0]!.signPk).toEqual(signKey.publicKey);
});

test('each account opens on a new device, by each way in', async () => {
  const next = await unlockerFromSeed('passphrase', bytesIn(golden.nextPassphrase));
  for (const [at, passphrase] of [ana.passphrase, next].entries()) {
    const { account, vaultKey, content } = golden.accounts[at]!;
    const handed = wanted(fromCbor(accountSchema, bytesIn(account)));
    for (const unlocker of [passphrase, ana.kit]) {
      const opened = wanted(await openAccount(handed, unlocker));
      expect(text(opened.content)).toBe(content);
      expect(text(opened.vaultKey)).toBe(vaultKey);
    }
  }
});

test('the kit gives the same keys', async () => {
  const kit = wanted(await kitFromWords(golden.kit.words.split(' ')));
  expect(bytesToText(kit.recoveryKey.publicKey)).toBe(golden.kit.recoveryPk);
  expect(bytesToText(kit.unlocker.signKey.publicKey)).toBe(golden.kit.unlockerPk);
  expect(bytesToText(kit.lookup)).toBe(golden.kit.lookup);
});

test('the letter opens for Bo, and Ana signed it', async () => {
  const { person, link: number, chainHead: prev } = bo.line;
  const place = { use: 'letter', receiver: person, subject: person, number, prev } as const;
  const sealed = bytesIn(golden.letter);
  const opened = wanted(await openWith({ ...place, sealKey: bo.sealKey, sealed }));
  const { letter, signature } = wanted(fromCbor(signedLetterSchema, opened));
  expect(await verify('letter', ana.line.signPk, letter, signature)).toBe(true);
  const { words, link } = wanted(fromCbor(letterSchema, letter));
  expect({ words, link }).toEqual({ words: golden.words, link: golden.fragment });
});

test('who signs in signs the same, under the same name', async () => {
  const { statement, signature, name, nameHash } = golden.signin;
  const { origin } = wanted(fromCbor(signinStatementSchema, bytesIn(statement)));
  expect(bytesToText(await ana.signKey.sign('signin', bytesIn(statement)))).toBe(signature);
  expect(bytesToText(signinNameHash(origin, name))).toBe(nameHash);
});

test('a card, and the words to read aloud, are the same', () => {
  const card = wanted(fromCbor(hostCardSchema, bytesIn(golden.card.card)));
  expect(bytesToText(cardHashOf(card))).toBe(golden.card.hash);
  const words = safetyWords(bytesIn(golden.pair.space), ana.line.person, bo.line.person);
  expect(words.join(' ')).toBe(golden.safetyWords);
});
