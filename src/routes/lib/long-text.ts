const mostLines = 40;
/** About a line on a phone and half a line on a desk: good enough to tell a page from a book. */
const lettersPerLine = 45;

/** The beginning of a text that is longer than about forty lines; null where all of it can stand. */
export function beginningOf(text: string): string | null {
  const lines = text.split('\n');
  let room = mostLines;
  for (const [index, line] of lines.entries()) {
    const needs = Math.max(1, Math.ceil(line.length / lettersPerLine));
    if (needs > room)
      return [...lines.slice(0, index), cut(line, room * lettersPerLine)].join('\n').trimEnd() + ' …';
    room -= needs;
  }
  return null;
}

/** Between words, where there are any. */
function cut(line: string, length: number): string {
  const start = line.slice(0, length);
  const space = start.lastIndexOf(' ');
  return space > length / 2 ? start.slice(0, space) : Array.from(start).slice(0, -1).join('');
}
