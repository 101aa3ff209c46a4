import * as v from 'valibot';
import { anEventId, wordsUpTo, type Context, type SpaceKind } from '#domain/space/define.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Millis } from '#kernel/time.ts';

/** A tool, a step or a prompt, as its file calls it. */
export const aPartName = textLike(/^[a-z][a-z0-9-]{0,39}$/);

/** Text of exactly this form. */
export function textLike(form: RegExp) {
  return v.custom<string>((text) => typeof text === 'string' && form.test(text));
}

export const questionWords = wordsUpTo(300);
export const offeredWords = wordsUpTo(20_000);

export const onStep = { worksheet: anEventId, step: aPartName };

export const withOthers: readonly SpaceKind[] = ['pair', 'circle'];
export const anySpace: readonly SpaceKind[] = ['pair', 'circle', 'solo'];

/** Whoever is in a space may do on its sheets what any other may. That one rests or was let go keeps nobody's words out. */
export function mayOnSheet(
  { sheets }: Pick<Worksheets, 'sheets'>,
  { worksheet }: { readonly worksheet: EventId },
): Result<null> {
  return sheets.get(worksheet) === undefined ? refuse('no-worksheet') : ok(null);
}

export interface Placed {
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  readonly pending: boolean;
}

export function placed({ author, at, place, pending }: Context): Placed {
  return { by: author, at, place, pending };
}
