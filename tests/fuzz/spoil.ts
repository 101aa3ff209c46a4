import { encode } from 'cborg';
import fc from 'fast-check';
import { concatBytes, type Bytes } from '#kernel/bytes.ts';

/** Ways of making something false that was true. */

/** Other bytes: cut off, added to, turned over, cut out, or the beginnings of something enormous. */
export function otherBytes(good: Bytes): fc.Arbitrary<Bytes> {
  const at = fc.nat(Math.max(0, good.length - 1));
  const some = fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes));
  return fc
    .oneof(
      some,
      at.map((end) => good.slice(0, end)),
      fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([place, flip]) => flipped(good, place, flip)),
      some.map((more) => concatBytes(good, more)),
      some.map((more) => concatBytes(more, good)),
      fc.tuple(at, at).map(([one, other]) => concatBytes(good.slice(0, one), good.slice(other))),
      fc.constantFrom(...enormous),
      fc.constantFrom(...spelledOtherwise(good)),
    )
    .filter((bytes) => bytes.length > 0 && Buffer.compare(bytes, good) !== 0);
}

export function flipped(good: Bytes, place: number, flip = 1): Bytes {
  const bytes = good.slice();
  if (bytes.length > 0) bytes[place % bytes.length]! ^= flip;
  return bytes;
}

/** Each is a few bytes long and promises more than there is, or goes deeper than anything of ours. */
const enormous: readonly Bytes[] = [
  [0x9f],
  [0xa1, 0x61],
  [0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x5b, 0, 0, 0, 1, 0, 0, 0, 0],
  [0x9b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
  [0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xf6],
  [0xf7],
  [0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
  [0xf9, 0x7c, 0],
  [0xc2, 0x49, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  [0x62, 0xc3, 0x28],
  [0xff],
  Array.from({ length: 5000 }, () => 0x81),
  Array.from({ length: 5000 }, () => 0xd8),
  Array.from({ length: 2500 }, () => [0xa1, 0x60]).flat(),
].map((bytes) => Uint8Array.from(bytes));

/** The same map in spellings that deterministic CBOR does not have. */
function spelledOtherwise(good: Bytes): readonly Bytes[] {
  const [first = 0] = good;
  const rest = good.slice(1);
  if (first >> 5 !== 5) return [concatBytes(Uint8Array.of(0xc1), good)];
  const count = first & 31;
  return [
    // A tag before it, an end that is not told, a length that is longer than it needs to be.
    concatBytes(Uint8Array.of(0xd9, 0xd9, 0xf7), good),
    concatBytes(Uint8Array.of(0xbf), rest, Uint8Array.of(0xff)),
    concatBytes(Uint8Array.of(0xb8, count), rest),
    concatBytes(Uint8Array.of(0xb9, 0, count), rest),
    // A key twice, and one that is no text.
    concatBytes(Uint8Array.of(0xa0 + count + 1), rest, encode('v'), encode(1)),
    concatBytes(Uint8Array.of(0xa0 + count + 1), encode('v'), encode(1), rest),
    concatBytes(Uint8Array.of(0xa0 + count + 1), rest, encode(1), encode(1)),
    concatBytes(Uint8Array.of(0xa0 + count + 1), rest, Uint8Array.of(0x62, 0xc3, 0x28), encode(1)),
    concatBytes(Uint8Array.of(0xa0 + count + 1), rest, encode('toJSON'), encode(1)),
    concatBytes(Uint8Array.of(0xa0 + count + 1), rest, encode('__proto__'), encode({})),
  ];
}

/** What may stand where something else should, by the name of the field. */
export type Hints = Readonly<Record<string, readonly unknown[]>>;

type Path = readonly (string | number)[];

/** The same with one to three of its parts otherwise: missing, of another type or size, too deep, or somebody else's. */
export function otherwise(good: unknown, hints: Hints = {}): fc.Arbitrary<unknown> {
  const paths = pathsIn(good);
  const change = fc.constantFrom(...paths).chain((path) => {
    const hinted = hints[String(path.at(-1))] ?? [];
    const any = fc.constantFrom<unknown>(...strange);
    const put = hinted.length > 0 ? fc.oneof({ arbitrary: any, weight: 1 }, hintOf(hinted)) : any;
    return put.map((value) => ({ path, value }));
  });
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((value, { path, value: put }) => putAt(value, path, put), good));
}

const hintOf = (hinted: readonly unknown[]) => ({ arbitrary: fc.constantFrom(...hinted), weight: 6 });

/** Takes a part away. */
export const missing = Symbol('missing');

const strange: readonly unknown[] = [
  missing,
  null,
  true,
  0,
  1,
  -1,
  1.5,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 40),
  2n ** 64n - 1n,
  '',
  'x',
  'x'.repeat(70_000),
  '\ud800',
  new Uint8Array(0),
  new Uint8Array(31),
  new Uint8Array(32),
  new Uint8Array(33),
  new Uint8Array(64),
  new Uint8Array(200_000),
  [],
  [[]],
  {},
  { v: 1 },
  Array.from({ length: 3000 }, () => 0),
  deep(600),
];

function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((one, at) => pathsIn(one, [...path, at]))];
  if (!isMap(value)) return [path];
  return [path, ...Object.keys(value).flatMap((key) => pathsIn(value[key], [...path, key]))];
}

/** Where an earlier change has put something else, a later one finds nothing to change. */
function putAt(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put === missing ? {} : put;
  if (Array.isArray(value)) {
    const at = Number(step);
    if (!(at in value)) return value;
    const next = putAt(value[at], rest, put);
    return put === missing && rest.length === 0 ? value.toSpliced(at, 1) : value.with(at, next);
  }
  if (!isMap(value)) return value;
  const { [step]: before, ...others } = value;
  return put === missing && rest.length === 0 ? others : { ...others, [step]: putAt(before, rest, put) };
}

/** CBOR of anything at all, as a careless writer would spell it. */
export function loosely(value: unknown): Bytes {
  return new Uint8Array(encode(value));
}
