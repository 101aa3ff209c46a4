type Hear = (release: string) => void;

const hearing = new Set<Hear>();
let newest: string | null = null;

/** The device has heard which release the machine runs: it learns so whenever its line opens, also after a restart. */
export function tellRelease(release: string): void {
  newest = release;
  for (const hear of hearing) hear(release);
}

/** Calls `hear` with what was heard last, and from then on. Returns the stop. */
export function hearsRelease(hear: Hear): () => void {
  hearing.add(hear);
  if (newest !== null) hear(newest);
  return () => void hearing.delete(hear);
}
