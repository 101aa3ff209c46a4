import { isShelf, valuesOf } from '#kernel/shelf.ts';
import { bytesToText } from '#kernel/bytes.ts';

/** A state as other programs read it: shelves become lists in their order, maps become pairs, bytes become text. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(plain(value), null, 1)}\n`;
}

function plain(value: unknown): unknown {
  if (isShelf(value)) return valuesOf(value).map(plain);
  if (value instanceof Map) return [...value].map(plain);
  if (value instanceof Uint8Array) return bytesToText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}
