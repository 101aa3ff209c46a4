/** A link to a text by its own name. */
export interface Way {
  readonly id: string;
  readonly title: string;
}
