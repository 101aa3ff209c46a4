import { plainOf, type Block, type Inline } from '#domain/course/text.ts';

/** Every paragraph of a text, as it is read aloud. */
export function paragraphsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [block.text];
    if (block.kind === 'paragraph') return [plainOf(block.says)];
    return block.kind === 'quote' ? paragraphsOf(block.blocks) : block.items.flatMap(paragraphsOf);
  });
}

/** How many words a text has, counted by the spaces between them. */
export function lengthOf(blocks: readonly Block[]): number {
  return paragraphsOf(blocks).join(' ').split(/\s+/).filter(Boolean).length;
}

/** Where the links of a text lead. */
export function linksIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [];
    if (block.kind === 'paragraph') return linksOf(block.says);
    return block.kind === 'quote' ? linksIn(block.blocks) : block.items.flatMap(linksIn);
  });
}

function linksOf(says: readonly Inline[]): readonly string[] {
  return says.flatMap((part) => {
    if (part.kind === 'link') return [part.href];
    return 'within' in part ? linksOf(part.within) : [];
  });
}
