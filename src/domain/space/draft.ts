import type { Draft } from '#domain/space/define.ts';
import type { Slices } from '#domain/space/state.ts';
import { isShelf, isShelfDraft } from '#kernel/shelf.ts';

/** The slices while the fold writes to them. A slice is drafted when something first happens to it, and not before. */
export interface SliceDrafts {
  readonly from: Slices;
  readonly drafts: Map<keyof Slices, object>;
}

export function draftSlices(from: Slices): SliceDrafts {
  return { from, drafts: new Map() };
}

/** The slice to read from: with what was written to it so far. */
export function sliceOf({ from, drafts }: SliceDrafts, noun: keyof Slices): object {
  return drafts.get(noun) ?? from[noun];
}

/** The slice to write to. */
export function draftOf({ from, drafts }: SliceDrafts, noun: keyof Slices): Draft<unknown> {
  const known = drafts.get(noun);
  if (known !== undefined) return known;
  const draft = mapFields(from[noun], (field) => (isShelf(field) ? field.draft() : field));
  drafts.set(noun, draft);
  return draft;
}

export function settledSlices({ from, drafts }: SliceDrafts): Slices {
  const settled: Record<string, object> = {};
  for (const [noun, draft] of drafts) {
    settled[noun] = mapFields(draft, (field) => (isShelfDraft(field) ? field.settled() : field));
  }
  return { ...from, ...settled };
}

function mapFields(slice: object, change: (field: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(slice).map(([name, field]) => [name, change(field)]));
}
