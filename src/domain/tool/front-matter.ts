/** What stands above a text: keys with one value, or with a short list. Text after a key is taken as it is. */
export interface FrontMatter {
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Null where a text does not begin with lines between two lines of hyphens. */
export function readFrontMatter(text: string): FrontMatter | null {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (parts === null) return null;
  const [, head = '', body = ''] = parts;
  const keys: Record<string, string | readonly string[]> = {};
  for (const line of head.split(/\r?\n/)) {
    const pair = /^([a-zA-Z]+):\s*(.*)$/.exec(line);
    if (pair === null) return null;
    const [, key = '', value = ''] = pair;
    keys[key] = valueOf(value.trim());
  }
  return { keys, body };
}

function valueOf(value: string): string | readonly string[] {
  const list = /^\[(.*)\]$/.exec(value);
  if (list === null) return unquoted(value);
  const items = list[1]?.trim() ?? '';
  return items === '' ? [] : items.split(',').map((item) => unquoted(item.trim()));
}

function unquoted(value: string): string {
  return /^(['"])(.*)\1$/.exec(value)?.[2] ?? value;
}
