/** What the people of a space call it. */
export interface Space {
  readonly name: string | null;
  readonly pending: boolean;
}

export const emptySpace: Space = { name: null, pending: false };
