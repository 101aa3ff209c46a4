export interface Part {
  readonly text: string;
  readonly href?: string;
}

const address = /https?:\/\/[^\s<>"“”]+/giu;
const trailing = /[.,;:!?'’)\]}]+$/u;

/** Splits what a person wrote at its web addresses. The parts joined again are the text, letter for letter. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const found of text.matchAll(address)) {
    const href = withoutTrailing(found[0]);
    if (!URL.canParse(href)) continue;
    if (found.index > done) parts.push({ text: text.slice(done, found.index) });
    parts.push({ text: href, href });
    done = found.index + href.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** A sentence ends after its address; a bracket belongs to it only if it was opened within. */
function withoutTrailing(found: string): string {
  const cut = found.replace(trailing, '');
  const rest = found.slice(cut.length);
  return rest.startsWith(')') && cut.includes('(') && !cut.includes(')') ? cut + ')' : cut;
}
