import { describe, expect, test } from 'vitest';
import { openWith } from '#crypto/box.ts';
import { openBox, openEarlier } from '#crypto/epoch.ts';
import { signinNameHash } from '#crypto/hash.ts';
import { invitationFromSecret, readFragment } from '#crypto/invitation.ts';
import { kitFromWords } from '#crypto/kit.ts';
import { openAccount } from '#crypto/open-account.ts';
import { safetyWords } from '#crypto/safety.ts';
import { openEvent } from '#crypto/seal.ts';
import { startOfLog, verifyEntries, type Verified } from '#crypto/verify-entry.ts';
import { bytesToText, textToBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { logEntrySchema } from '#protocol/api.ts';
import { fromCbor, hash, toCbor } from '#protocol/cbor.ts';
import { boxSchema } from '#protocol/commit.ts';
import { chainSchema, signedVaultSchema, unlockersSchema } from '#protocol/person.ts';
import { ana, bo, wanted } from '#tests/crypto/cast.ts';
import * as v from 'valibot';
import golden from './bw1.json' with { type: 'json' };

const accountSchema = v.strictObject({
  person: hash,
  chain: chainSchema,
  unlockers: unlockersSchema,
  vault: signedVaultSchema,
});

function bytesIn(text: string): Bytes {
  const bytes = textToBytes(text);
  if (bytes === null) throw new Error('not base64url');
  return bytes;
}

const entries = golden.log.entries.map((text) => wanted(fromCbor(logEntrySchema, bytesIn(text))));
const secrets = golden.log.secrets.map(bytesIn);
const fragment = wanted(readFragment(golden.fragment.text));
const { space } = fragment;

async function verified(): Promise<readonly Verified[]> {
  return wanted(await verifyEntries(startOfLog(space), entries)).verified;
}

describe('what the first release of bw1 wrote is read for ever', () => {
  test('the same seeds make the same people', () => {
    expect(bytesToText(toCbor(ana.line))).toBe(golden.people.ana);
    expect(bytesToText(toCbor(bo.line))).toBe(golden.people.bo);
  });

  test('the log verifies to the same place', async () => {
    const { place } = wanted(await verifyEntries(startOfLog(space), entries));
    expect(bytesToText(place.hash)).toBe(golden.log.hash);
    expect(place.state).toMatchObject({ kind: 'pair', number: 3, epoch: 2, due: true });
  });

  test('every event opens to the same words', async () => {
    const words: unknown[] = [];
    for (const one of await verified()) {
      if (one.type !== 'event') continue;
      const opening = { secret: secrets[one.header.epoch - 1]!, header: one.header, body: one.event.body! };
      words.push(wanted(await openEvent(opening)).payload.content.text);
    }
    expect(words).toEqual(golden.log.said);
  });

  test('the box and what it hands on give the secrets', async () => {
    const box = wanted(fromCbor(boxSchema, bytesIn(golden.log.box)));
    const commits = (await verified()).flatMap((one) => (one.type === 'commit' ? [one.commit] : []));
    const [first, , third] = commits;
    const { number, prev } = third!;
    const opening = { space, number, prev, box, sealKey: bo.sealKey, keyHash: third!.keyHash! };
    const secret = wanted(await openBox(opening));
    expect(secret).toEqual(secrets[1]);
    const older = { space, epoch: 2, secret, earlier: third!.earlier!, keyHash: first!.keyHash! };
    expect(wanted(await openEarlier(older))).toEqual(secrets[0]);
  });

  test('the link yields its invitation', async () => {
    const invitation = await invitationFromSecret(fragment.secret);
    expect(bytesToText(invitation.signKey.publicKey)).toBe(golden.fragment.invitation);
    expect(fragment.inviter).toEqual(ana.line.person);
  });

  test('the account opens on a new device', async () => {
    const handed = wanted(fromCbor(accountSchema, bytesIn(golden.account)));
    for (const unlocker of [ana.passphrase, ana.kit]) {
      const { content } = wanted(await openAccount(handed, unlocker));
      expect(content.preferences).toEqual({ greeting: 'hello' });
    }
  });

  test('the kit gives the same keys', async () => {
    const kit = wanted(await kitFromWords(golden.kit.words));
    expect(bytesToText(kit.recoveryKey.publicKey)).toBe(golden.kit.recoveryPk);
    expect(bytesToText(kit.unlocker.signKey.publicKey)).toBe(golden.kit.unlockerPk);
    expect(bytesToText(kit.lookup)).toBe(golden.kit.lookup);
  });

  test('the letter opens for Bo', async () => {
    const { person, link: number, chainHead: prev } = bo.line;
    const place = { use: 'letter', receiver: person, subject: person, number, prev } as const;
    const opened = await openWith({ ...place, sealKey: bo.sealKey, sealed: bytesIn(golden.letter) });
    expect(wanted(opened)).toEqual(utf8ToBytes('I read your introduction.'));
  });

  test('names and words to read aloud are the same', () => {
    const name = signinNameHash('https://together.example', 'river lamp sun');
    expect(bytesToText(name)).toBe(golden.signinName);
    expect(safetyWords(space, ana.line.person, bo.line.person)).toEqual(golden.safetyWords);
  });
});
