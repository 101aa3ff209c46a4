import type { CircleLook } from '#domain/space/look.ts';

/** What the people of a space call it, and what they say it is for. */
export interface Space {
  readonly name: string | null;
  readonly purpose: string | null;
  readonly look: CircleLook;
  readonly pending: boolean;
}

export const emptySpace: Space = { name: null, purpose: null, look: 'ring', pending: false };
