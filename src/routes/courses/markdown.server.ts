import { Lexer, type Token, type Tokens } from 'marked';
import type { Block, Inline } from '#domain/course/text.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Nothing is ever shown as HTML that came out of a file: a text is read into what pages know how to draw. */
class CannotBeDrawn extends Error {}

/** Reads a text of lessons and cards. What no page could draw, raw HTML before all, is refused with its beginning. */
export function readMarkdown(text: string): Result<readonly Block[], 'text.malformed'> {
  try {
    return ok(blocksOf(Lexer.lex(text)));
  } catch (error) {
    if (error instanceof CannotBeDrawn) return refuse('text.malformed', error.message);
    throw error;
  }
}

function blocksOf(tokens: readonly Token[]): readonly Block[] {
  return tokens.filter(({ type }) => type !== 'space').map(blockOf);
}

function blockOf(token: Token): Block {
  // The library types its tokens as one open union; each is the one that its `type` names.
  const { type } = token;
  if (type === 'heading') return headingOf(token as Tokens.Heading);
  if (type === 'paragraph' || type === 'text')
    return { kind: 'paragraph', says: inlinesOf((token as Tokens.Paragraph | Tokens.Text).tokens ?? []) };
  if (type === 'blockquote') return { kind: 'quote', blocks: blocksOf((token as Tokens.Blockquote).tokens) };
  if (type === 'list') return listOf(token as Tokens.List);
  throw cannot(token);
}

function headingOf(token: Tokens.Heading): Block {
  if (token.depth !== 2 && token.depth !== 3) throw cannot(token);
  const text = inlinesOf(token.tokens).map((part) => {
    if (part.kind !== 'text') throw cannot(token);
    return part.text;
  });
  return { kind: 'heading', level: token.depth, text: text.join('') };
}

function listOf(token: Tokens.List): Block {
  return {
    kind: 'list',
    numbered: token.ordered,
    items: token.items.map((item) => {
      if (item.task) throw cannot(token);
      return blocksOf(item.tokens);
    }),
  };
}

function inlinesOf(tokens: readonly Token[]): readonly Inline[] {
  return tokens.map(inlineOf);
}

function inlineOf(token: Token): Inline {
  const { type } = token;
  if (type === 'text' || type === 'escape' || type === 'codespan')
    return { kind: 'text', text: (token as Tokens.Text).text.replaceAll(/\s+/g, ' ') };
  if (type === 'br') return { kind: 'break' };
  if (type === 'em') return { kind: 'emphasis', within: inlinesOf((token as Tokens.Em).tokens) };
  if (type === 'strong') return { kind: 'weight', within: inlinesOf((token as Tokens.Strong).tokens) };
  if (type === 'link') return linkOf(token as Tokens.Link);
  throw cannot(token);
}

/** Lessons lead to pages of the house. Where they come from is said by author, title and year, and not by an address. */
function linkOf(token: Tokens.Link): Inline {
  if (!/^\/[a-z]/.test(token.href)) throw cannot(token);
  return { kind: 'link', href: token.href, within: inlinesOf(token.tokens) };
}

function cannot(token: Token): CannotBeDrawn {
  return new CannotBeDrawn(`no page can draw this (${token.type}): ${token.raw.trim().slice(0, 60)}`);
}
