import { expect, test } from 'vitest';
import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { plainWebm } from '#routes/lib/plain-webm.ts';

const element = (id: readonly number[], content: Bytes) =>
  concatBytes(Uint8Array.from([...id, 0x80 | content.length]), content);

const header = element([0x1a, 0x45, 0xdf, 0xa3], utf8ToBytes('webm'));
const told = concatBytes(
  element([0x2a, 0xd7, 0xb1], Uint8Array.from([15, 66, 64])),
  element([0x44, 0x61], Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])),
  element([0x4d, 0x80], utf8ToBytes('Chrome')),
  element([0x57, 0x41], utf8ToBytes('Phone of Ana')),
);
const tracks = element([0x16, 0x54, 0xae, 0x6b], utf8ToBytes('Opus'));
/** Sound goes on for as long as somebody speaks, so its size is left open, as that of the whole. */
const sound = concatBytes(
  Uint8Array.from([0x1f, 0x43, 0xb6, 0x75, 0xff]),
  utf8ToBytes('sound, in which Chrome may come by chance'),
);
const open = Uint8Array.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const recording = concatBytes(header, open, element([0x15, 0x49, 0xa9, 0x66], told), tracks, sound);

test('a recording says nothing of the programs that wrote it, nor when, and sounds as before', () => {
  const plain = plainWebm(recording);
  expect(plain.length).toBe(recording.length);
  const before = Buffer.from(plain.subarray(0, plain.length - sound.length)).toString('latin1');
  expect(before).not.toMatch(/Chrome|Ana|\x01\x02\x03/);
  expect(before).toContain('Opus');
  expect(plain.slice(-sound.length)).toEqual(sound);
  expect(recording.includes(0x43)).toBe(true);
});

test.each([1, 2, 3, 7, 11])('sizes written in eight bytes are read to the last one: %i', (length) => {
  const around = concatBytes(Uint8Array.from([0xec, 1, 0, 0, 0, 0, 0, 0, length]), new Uint8Array(length));
  const info = concatBytes(around, element([0x15, 0x49, 0xa9, 0x66], told), tracks, sound);
  const sized = Uint8Array.from([0x18, 0x53, 0x80, 0x67, 1, 0, 0, 0, 0, 0, 0, info.length]);
  const plain = plainWebm(concatBytes(header, sized, info));
  expect(Buffer.from(plain.slice(0, -sound.length)).toString('latin1')).not.toMatch(/Chrome|Ana/);
});

test.each([
  ['nothing at all', new Uint8Array()],
  ['something else', utf8ToBytes('ftypmp42 and so on')],
  ['zeros', new Uint8Array(64)],
  ['one that is cut off', recording.slice(0, 30)],
])('%s comes out as it was, and in time', (_name, bytes) => {
  expect(plainWebm(bytes)).toEqual(bytes);
});
