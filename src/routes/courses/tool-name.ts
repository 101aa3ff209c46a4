/** What the tool of an exercise is called; null where there is none. A lesson names it by its id. */
export function toolName(names: Readonly<Record<string, string>>, tool: string | null): string | null {
  return tool === null ? null : (names[tool] ?? null);
}
