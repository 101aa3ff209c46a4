const gatherMs = 200;
const gatherMost = 200;

export interface LogLines {
  write(line: string): void;
  flush(): void;
}

/** Gathers lines a moment before they go to the terminal or file, because each going costs as much as many. */
export function gatherLines(out: (text: string) => void): LogLines {
  let lines: string[] = [];
  let waiting: NodeJS.Timeout | null = null;

  function flush(): void {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    if (lines.length > 0) out(lines.join(''));
    lines = [];
  }

  return {
    write(line) {
      lines.push(line);
      if (lines.length >= gatherMost) return flush();
      waiting ??= setTimeout(flush, gatherMs).unref();
    },
    flush,
  };
}
