/** What no tool has a place for, whatever it is called by: see the red lines of the practice. */
const banned =
  /^(scores?|scoring|ratings?|rate|ranks?|levels?|grades?|points?|stars|scales?|severity|risks?|diagnos\w+|symptoms?|medication|compliance|adherence|client|patient|caseload|progress|percent\w*|complete\w*|done|due\w*|deadline|streaks?|badges?|required|goal)$/i;

/** The keys of a file, at any depth, that no tool may have. Names that people's lists go by are no keys. */
export function bannedKeysIn(written: unknown): readonly string[] {
  if (typeof written !== 'object' || written === null) return [];
  if (Array.isArray(written)) return written.flatMap(bannedKeysIn);
  return Object.entries(written).flatMap(([key, value]) => [
    ...(banned.test(key.replaceAll(/[-_]/g, '')) ? [key] : []),
    ...bannedKeysIn(value),
  ]);
}
