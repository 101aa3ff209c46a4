import { assert } from '#kernel/assert.ts';
import { concatBytes, equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import {
  bodyMost,
  commitmentLength,
  payloadSchema,
  saltLength,
  type Core,
  type Header,
  type Payload,
  type SignedEvent,
} from '#protocol/envelope.ts';
import { bodyHashOf } from './hash.ts';
import { pad, unpad } from './pad.ts';
import type { SignKey } from './signature.ts';
import { cipherKey, decrypt, deriveBytes, encrypt, mac, nonceLength, randomBytes } from './suite.ts';

/** Seals what somebody says under their epoch's secret, and signs it. A retry sends these same bytes again. */
export async function sealEvent(saying: {
  readonly secret: Bytes;
  readonly core: Core;
  readonly payload: Payload;
  readonly signKey: SignKey;
}): Promise<SignedEvent> {
  const { secret, core, payload, signKey } = saying;
  const salt = randomBytes(saltLength);
  const keys = keysOf(eventKey(secret, salt, core));
  const aad = toCbor(core);
  const sealed = await encrypt(await cipherKey(keys.aead), { nonce, aad }, pad(toCbor(payload)));
  const body = concatBytes(salt, mac(keys.commitment, aad), sealed);
  assert(body.length <= bodyMost, 'what is said fits into a body');

  const header = toCbor({ ...core, bodyHash: bodyHashOf(body) });
  return { header, signature: await signKey.sign('event', header), body };
}

export type OpenRefusal =
  /** Another key, or not the bytes that were sealed. */
  | 'does-not-open'
  /** It opens, and what is inside is not a payload. */
  | 'malformed';

export interface Opened {
  readonly payload: Payload;
  /** Opens this event and nothing else: what a report hands over. */
  readonly ek: Bytes;
}

/** The header was verified before (`verify-entry.ts`), and so binds the body to its author and place. */
export async function openEvent(event: {
  readonly secret: Bytes;
  readonly header: Header;
  readonly body: Bytes;
}): Promise<Result<Opened, OpenRefusal>> {
  const { secret, header, body } = event;
  return openWithEventKey(eventKey(secret, body.slice(0, saltLength), header), header, body);
}

/** Opens one event by its own key, as somebody does who was handed it and is no member. */
export async function openWithEventKey(
  ek: Bytes,
  { bodyHash, ...core }: Header,
  body: Bytes,
): Promise<Result<Opened, OpenRefusal>> {
  if (!equalBytes(bodyHashOf(body), bodyHash)) return refuse('does-not-open');
  const keys = keysOf(ek);
  const aad = toCbor(core);
  const commitment = body.subarray(saltLength, saltLength + commitmentLength);
  // First, because AES-GCM alone can be made to open under two keys, to two different things.
  if (!equalBytes(mac(keys.commitment, aad), commitment)) return refuse('does-not-open');
  const sealed = body.slice(saltLength + commitmentLength);
  const padded = await decrypt(await cipherKey(keys.aead), { nonce, aad }, sealed);
  const plaintext = padded === null ? null : unpad(padded);
  if (plaintext === null) return refuse('does-not-open');

  const payload = fromCbor(payloadSchema, plaintext);
  return payload.ok ? ok({ payload: payload.value, ek }) : payload;
}

function eventKey(secret: Bytes, salt: Bytes, { space, epoch }: Core): Bytes {
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, epoch);
  return deriveBytes(secret, salt, concatBytes(utf8ToBytes('bw1/event\0'), space, number));
}

function keysOf(ek: Bytes): { aead: Bytes; commitment: Bytes } {
  return {
    aead: deriveBytes(ek, noSalt, aeadLabel),
    commitment: deriveBytes(ek, noSalt, commitmentLabel),
  };
}

const noSalt = new Uint8Array();
const aeadLabel = utf8ToBytes('bw1/aead');
const commitmentLabel = utf8ToBytes('bw1/key-commitment');
/** Always the same, because each key is made from a fresh salt and encrypts once. */
const nonce = new Uint8Array(nonceLength);
