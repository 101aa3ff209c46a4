import { parse } from 'svelte/compiler';
import { type Source } from '#tests/sources.ts';

/** One place in a component that says or does what only words, styles or scripts may. */
export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

type Tree = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Attributes of elements that people read or hear. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);
/** Properties of components that may hold several machine words. */
const machine = new Set(['class', 'd', 'href', 'pattern', 'src', 'viewBox']);

/** Literal sentences, raw HTML, style attributes and inline handlers in the markup of a component. */
export function breachesIn({ file, text }: Source): readonly Breach[] {
  const found: Breach[] = [];
  const breach = (node: Tree, what: string): void => {
    found.push({ file, line: text.slice(0, Number(node['start'] ?? 0)).split('\n').length, what });
  };
  const visit = (value: unknown, owner: Tree | null): void => {
    if (Array.isArray(value)) return value.forEach((inner) => visit(inner, owner));
    if (!isTree(value)) return;
    if (value.type === 'Attribute') return checkAttribute(value, owner, breach);
    if (value.type === 'HtmlTag') breach(value, 'raw HTML');
    if (value.type === 'Text' && isSpoken(value['data']))
      breach(value, `literal text "${String(value['data']).trim()}"`);
    if (value.type === 'ExpressionTag') {
      for (const literal of literalsIn(value['expression'])) breach(value, `literal text "${literal}"`);
      return;
    }
    for (const [name, inner] of Object.entries(value)) if (name !== 'expression') visit(inner, value);
  };
  visit(parse(text, { modern: true }).fragment, null);
  return found;
}

function checkAttribute(
  attribute: Tree,
  owner: Tree | null,
  breach: (node: Tree, what: string) => void,
): void {
  const name = String(attribute['name']);
  const literals = partsOf(attribute['value']).flatMap((part) =>
    part.type === 'Text' ? [String(part['data'])] : literalsIn(part['expression']),
  );
  if (name === 'style') return breach(attribute, 'a style attribute');
  if (name.startsWith('on') && literals.length > 0) return breach(attribute, 'an inline handler');
  const toComponent = owner?.type === 'Component' || owner?.type === 'SvelteComponent';
  for (const literal of literals.filter(isSpoken)) {
    const sentence = toComponent && !machine.has(name) && /^\p{Lu}|\p{L}\s+\p{L}/u.test(literal.trim());
    if (spoken.has(name) ? !toComponent || sentence : sentence)
      breach(attribute, `literal ${name} "${literal}"`);
  }
}

/** What an expression may become as text: a literal itself, either side of a choice, parts put together. */
function literalsIn(expression: unknown): readonly string[] {
  if (!isTree(expression)) return [];
  const among = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => literalsIn(expression[name]));
  if (expression.type === 'Literal') return [expression['value']].filter(isSpoken);
  if (expression.type === 'ConditionalExpression') return among('consequent', 'alternate');
  if (expression.type === 'LogicalExpression') return among('left', 'right');
  if (expression.type === 'BinaryExpression' && expression['operator'] === '+') return among('left', 'right');
  if (expression.type !== 'TemplateLiteral') return [];
  return partsOf(expression['quasis'])
    .map((quasi) => Object(quasi['value']).cooked)
    .filter(isSpoken);
}

function partsOf(value: unknown): readonly Tree[] {
  return (Array.isArray(value) ? value : [value]).filter(isTree);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isSpoken(value: unknown): value is string {
  return typeof value === 'string' && /\p{L}/u.test(value);
}
