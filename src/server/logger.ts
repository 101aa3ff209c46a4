/** The one place from which lines go to a log. Nothing here takes a path, an address, a body or an id. */
export interface Logger {
  request(line: RequestLine): void;
  /** Something that nobody expected. */
  trouble(where: string, error: unknown): void;
}

export interface RequestLine {
  readonly method: string;
  /** The door's name in `api.ts`, never the path, which holds ids. */
  readonly door: string;
  readonly status: number;
  readonly ms: number;
}

export function createLogger(write: (line: string) => void): Logger {
  return {
    request: ({ method, door, status, ms }) => write(`${method} ${door} ${status} ${ms.toFixed(1)}ms\n`),
    trouble: (where, error) => write(`trouble in ${where}: ${outlineOf(error)}\n`),
  };
}

/** Where it happened and what sort it was. Its message is left out: it may quote what somebody sent. */
function outlineOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = codeOf(error) ?? codeOf(error.cause);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [
    code === null ? error.name : `${error.name} ${code}`,
    ...frames.slice(0, 8).map((frame) => frame.trim()),
  ].join(' | ');
}

/** Names such as SQLITE_FULL, which say to whoever keeps the machine what to look for. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
