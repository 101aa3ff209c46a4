import { expect, test } from 'vitest';
import { reasonHashOf, stateHashOf } from '#crypto/hash.ts';
import { startOfLog, verifyEntries } from '#crypto/verify-entry.ts';
import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { logEntrySchema } from '#protocol/api.ts';
import { removalStatementSchema } from '#protocol/care.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { stateToHash } from '#protocol/space-state.ts';
import { wanted } from '#tests/crypto/cast.ts';
import golden from './care.json' with { type: 'json' };
import { text } from './vectors/text.ts';

const bytesIn = (written: string): Bytes => textToBytes(written)!;

async function read() {
  const { space, entries } = golden.log;
  const log = entries.map((entry) => wanted(fromCbor(logEntrySchema, bytesIn(entry))));
  return wanted(await verifyEntries(startOfLog(bytesIn(space)), log));
}

test('the log of a care circle verifies to the same hash at every place, and the same state', async () => {
  const { place, verified } = await read();
  expect(verified.map((one) => bytesToText(one.hash))).toEqual(golden.log.hashes);
  expect(place.state && text(stateToHash(place.state))).toBe(golden.log.state);
  for (const one of verified) {
    if (one.type === 'commit') expect(stateHashOf(one.state)).toEqual(one.commit.stateHash);
  }
});

test('a removal is signed for the reason whose words are kept beside it', async () => {
  const { verified } = await read();
  const removal = verified.find((one) => one.type === 'commit' && one.commit.removes.length > 0);
  const causes = removal?.type === 'commit' ? removal.commit.cause : [];
  const { salt, words, hash } = golden.reason;
  expect(bytesToText(reasonHashOf(bytesIn(salt), words))).toBe(hash);
  expect(
    causes.map(({ statement }) => bytesToText(wanted(fromCbor(removalStatementSchema, statement)).reason)),
  ).toEqual([hash, hash]);
});
