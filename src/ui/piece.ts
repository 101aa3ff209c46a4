/** A piece of a line on a page; `lang` where it is not in the language of the page. */
export interface Piece {
  readonly text: string;
  readonly lang?: string | undefined;
}
