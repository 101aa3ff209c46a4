import type { Block } from '#domain/course/text.ts';

/** What the parts of a lesson are called within its address. */
export const anchors = {
  text: 'part',
  exercise: 'exercise',
  reflection: 'for-yourself',
  notes: 'for-facilitators',
  credit: 'sources',
} as const;

/** The headings of a text, each with the name by which a link leads to it. */
export function headingsOf(text: readonly Block[]): readonly { anchor: string; title: string }[] {
  return text.flatMap((block, place) =>
    block.kind === 'heading' ? [{ anchor: `${anchors.text}-${place}`, title: block.text }] : [],
  );
}
