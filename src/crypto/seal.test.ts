import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { headerSchema, type Header, type SignedEvent } from '#protocol/envelope.ts';
import { ana, bo, flipped, hexOf, wanted, whyNot } from '#tests/crypto/cast.ts';
import { payloadOf, tellPair, type ToldLog } from '#tests/crypto/told-log.ts';
import { newSecret } from './epoch.ts';
import { bodyHashOf } from './hash.ts';
import { pad } from './pad.ts';
import { openEvent, openWithEventKey } from './seal.ts';
import { cipherKey, deriveBytes, encrypt, mac } from './suite.ts';

let log: ToldLog;
let secret: Bytes;
let event: SignedEvent;
let header: Header;
let body: Bytes;
beforeAll(async () => {
  log = await tellPair(ana, bo);
  ({ secret } = log);
  event = await log.event(ana, 'Are you up?');
  header = headerOf(event);
  body = event.body!;
});

function headerOf({ header: bytes }: SignedEvent): Header {
  return wanted(fromCbor(headerSchema, bytes));
}

/** As somebody would who swaps bodies and mends the hash in the header. */
function withBody(other: Bytes): { header: Header; body: Bytes } {
  return { header: { ...header, bodyHash: bodyHashOf(other) }, body: other };
}

test('what Ana says, Bo reads', async () => {
  const { payload } = wanted(await openEvent({ secret, header, body }));
  expect(payload).toEqual(payloadOf('Are you up?'));
});

test('whoever has another secret reads nothing', async () => {
  expect(whyNot(await openEvent({ secret: newSecret(), header, body }))).toBe('does-not-open');
});

test('a bit turned over anywhere never opens, even where the hash of the body is mended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(body.length * 8 - 1), async (bit) => {
      const other = flipped(body, bit);
      expect((await openEvent({ secret, header, body: other })).ok).toBe(false);
      expect((await openEvent({ secret, ...withBody(other) })).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('a bit turned over anywhere in the header never opens', async () => {
  for (let bit = 0; bit < event.header.length * 8; bit += 5) {
    const read = fromCbor(headerSchema, flipped(event.header, bit));
    if (read.ok) expect((await openEvent({ secret, header: read.value, body })).ok).toBe(false);
  }
});

test('the body of one event does not open under the header of another', async () => {
  const later = headerOf(await log.event(ana, 'Are you up?', { seen: { seq: 1, hash: log.place.hash } }));
  const swapped = { ...later, bodyHash: bodyHashOf(body) };
  expect(whyNot(await openEvent({ secret, header: swapped, body }))).toBe('does-not-open');
});

test('a body cut short does not open', async () => {
  for (const length of [0, 31, 32, 63, 64, 79, body.length - 1]) {
    expect((await openEvent({ secret, ...withBody(body.slice(0, length)) })).ok).toBe(false);
  }
});

test('the commitment alone keeps a second key from opening', async () => {
  const other = concatBytes(body.subarray(0, 32), new Uint8Array(32), body.subarray(64));
  expect(whyNot(await openEvent({ secret, ...withBody(other) }))).toBe('does-not-open');
});

test('the same words twice look like two different things of one size', async () => {
  const again = await log.event(ana, 'Are you up?');
  expect(hexOf(again.body!)).not.toContain(hexOf(body.subarray(64, 96)));
  expect(again.body).toHaveLength(body.length);
  expect((await log.event(ana, 'A longer sentence, and a little longer still.')).body).toHaveLength(
    body.length,
  );
});

test('no word stands in what crosses the wire', async () => {
  const whole = hexOf(concatBytes(event.header, event.signature, body));
  for (const word of ['Are you up?', 'conversation', 'text']) {
    expect(whole).not.toContain(hexOf(utf8ToBytes(word)));
  }
});

describe('the key of one event', () => {
  test('opens this event', async () => {
    const { ek } = wanted(await openEvent({ secret, header, body }));
    expect(wanted(await openWithEventKey(ek, header, body)).payload.content).toEqual({ text: 'Are you up?' });
  });

  test('opens no other, not even by the same author in the same epoch', async () => {
    const { ek } = wanted(await openEvent({ secret, header, body }));
    const other = await log.event(ana, 'Something else.');
    expect((await openWithEventKey(ek, headerOf(other), other.body!)).ok).toBe(false);
  });
});

test('what opens and holds no payload is malformed, and is told from what does not open', async () => {
  const { bodyHash: _, ...core } = header;
  const salt = new Uint8Array(32);
  const epoch = Uint8Array.of(0, 0, 0, core.epoch);
  const ek = deriveBytes(secret, salt, concatBytes(utf8ToBytes('bw1/event\0'), core.space, epoch));
  const [key, commitment] = ['bw1/aead', 'bw1/key-commitment'].map((label) =>
    deriveBytes(ek, new Uint8Array(), utf8ToBytes(label)),
  );
  const aad = toCbor(core);
  const plaintext = pad(toCbor({ kind: 'no kind at all' }));
  const sealed = await encrypt(await cipherKey(key!), { nonce: new Uint8Array(12), aad }, plaintext);
  const made = withBody(concatBytes(salt, mac(commitment!, aad), sealed));
  expect(whyNot(await openEvent({ secret, ...made }))).toContain('malformed');
});
