import type { SpaceState } from '#domain/space/state.ts';
import { isShelf, valuesOf } from '#kernel/shelf.ts';

/** A state as a plain value that tests can compare: shelves become lists in their order, maps lists in key order. */
export function plain(state: SpaceState): unknown {
  return plainly(state);
}

function plainly(value: unknown): unknown {
  if (isShelf(value)) return valuesOf(value).map(plainly);
  if (value instanceof Map) return [...value].map(plainly).sort(byText);
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plainly(field)]));
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
