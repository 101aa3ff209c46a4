import ts from 'typescript';
import { type Source } from '#tests/sources.ts';

/** Every sentence in a file of words or content. What is filled in later stands as a name. */
export function messagesOf({ file, text }: Source): readonly string[] {
  if (file.endsWith('.json')) return stringsIn(JSON.parse(text));
  if (file.endsWith('.md')) return text.split(/\n\s*\n/).map((part) => part.replaceAll(/\s+/g, ' ').trim());
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node)) return visit(node.initializer);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) found.push(filledIn(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found.filter((sentence) => /\p{L}/u.test(sentence));
}

function filledIn(template: ts.TemplateExpression): string {
  return template.head.text + template.templateSpans.map((span) => `Ana${span.literal.text}`).join('');
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
