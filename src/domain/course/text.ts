/** Part of a line. Emphasis and weight hold more of the same. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'emphasis' | 'weight'; readonly within: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly within: readonly Inline[] };

/**
 * What lessons and cards are written in: little enough that every page, a print and plain text can show all of it. There
 * is no raw HTML, no picture and no table among it.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly says: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      readonly numbered: boolean;
      readonly items: readonly (readonly Block[])[];
    };

/** A file as it was written: what stands above the text, and the text. */
export interface Written {
  readonly keys: unknown;
  readonly blocks: readonly Block[];
}

/** The words of a line, without what gives some of them weight. */
export function plainOf(says: readonly Inline[]): string {
  return says
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'break' ? '\n' : plainOf(part.within);
    })
    .join('');
}
