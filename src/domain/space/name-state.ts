import type { CircleLook } from '#domain/space/look.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** What the people of a space call it, and what they say it is for. */
export interface Space {
  readonly name: string | null;
  readonly purpose: string | null;
  readonly look: CircleLook;
  /** Who said last what it is for, by the event that did. */
  readonly described: { readonly id: EventId; readonly by: PersonId; readonly at: Millis } | null;
  readonly pending: boolean;
}

export const emptySpace: Space = {
  name: null,
  purpose: null,
  look: 'ring',
  described: null,
  pending: false,
};
