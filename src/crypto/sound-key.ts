import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { hexToBytes } from './hex.ts';
import { keyLength, signatureLength } from './suite.ts';

/**
 * Some 32 bytes have the form of a public key and are none anybody should have: points of small order, under which
 * one signature fits many messages and every shared secret is zero, and second spellings of a key. They are refused
 * where a key enters a chain or a roster, because one member with such a key could stop a space for everybody: a new
 * epoch must be sealed to each.
 */

/** Whether this may stand as the key somebody signs with. */
export function isSoundSignKey(publicKey: Bytes): boolean {
  if (publicKey.length !== keyLength) return false;
  const y = publicKey.slice();
  // The highest bit is the sign of x and says nothing about y.
  y[31]! &= 0x7f;
  return isBelowPrime(y) && !smallOrderY.some((small) => equalBytes(small, y));
}

/** Whether this may stand as the key something is sealed to. */
export function isSoundSealKey(publicKey: Bytes): boolean {
  if (publicKey.length !== keyLength) return false;
  return isBelowPrime(publicKey) && !smallOrderU.some((small) => equalBytes(small, publicKey));
}

/** Whether these 64 bytes are the one spelling of a signature that anybody honest could have made. */
export function isSoundSignature(signature: Bytes): boolean {
  if (signature.length !== signatureLength) return false;
  if (!isSoundSignKey(signature.slice(0, keyLength))) return false;
  for (let index = keyLength - 1; index >= 0; index--) {
    const difference = signature[keyLength + index]! - order[index]!;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Whether a number, little end first, is below 2^255 - 19, so that it has no second spelling. */
function isBelowPrime(number: Bytes): boolean {
  if (number[31]! > 0x7f) return false;
  if (number[31]! < 0x7f || number[0]! < 0xed) return true;
  return number.subarray(1, 31).some((byte) => byte !== 0xff);
}

const zero = '0000000000000000000000000000000000000000000000000000000000000000';
const one = '0100000000000000000000000000000000000000000000000000000000000000';
const minusOne = 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f';

/** y of the points of order 1, 2, 4 and 8 on the curve that signatures use. */
const smallOrderY = [
  zero,
  one,
  minusOne,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(hexToBytes);

/** u of the points of order 1, 2, 4 and 8 on the curve that sealing uses, and on its twist. */
const smallOrderU = [
  zero,
  one,
  minusOne,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
].map(hexToBytes);

/** The group's order, little end first: the second half of a signature stays below it, or it has two spellings. */
const order = hexToBytes('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
