/** Bytes in memory and on the wire. ArrayBuffer-backed, so that WebCrypto takes them as they are. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) difference |= left[index]! ^ right[index]!;
  return difference === 0;
}

/** Bytewise lexicographic order: the order of members and ids wherever a list must be the same everywhere. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const difference = left[index]! - right[index]!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const codeByValue = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
const valueByCode = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value++) valueByCode[alphabet.charCodeAt(value)] = value;
/** So many bytes become text at once: a call takes no more than some ten thousand arguments everywhere. */
const pieceMost = 6000;

/** base64url without padding, RFC 4648 section 5. */
export function bytesToText(bytes: Uint8Array): string {
  if (bytes.length <= pieceMost) return pieceToText(bytes);
  let text = '';
  for (let from = 0; from < bytes.length; from += pieceMost)
    text += pieceToText(bytes.subarray(from, from + pieceMost));
  return text;
}

function pieceToText(bytes: Uint8Array): string {
  const codes: number[] = [];
  let at = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group = (bytes[index]! << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    codes[at++] = codeByValue[group >> 18]!;
    codes[at++] = codeByValue[(group >> 12) & 63]!;
    if (left > 1) codes[at++] = codeByValue[(group >> 6) & 63]!;
    if (left > 2) codes[at++] = codeByValue[group & 63]!;
  }
  return String.fromCharCode(...codes);
}

/** The reverse of `bytesToText`; null for anything that is not the one spelling of some bytes. */
export function textToBytes(text: string): Bytes | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const value = valueByCode[text.charCodeAt(index)] ?? -1;
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export function utf8ToBytes(text: string): Bytes {
  return encoder.encode(text);
}

/** Null where the bytes are not UTF-8. */
export function bytesToUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
