type PutAway = () => Promise<unknown>;

const waiting = new Set<PutAway>();
/** Long enough for a device that is not busy. Whoever leaves sees a blank page meanwhile, and nothing waits longer. */
const patienceMs = 150;

/** What has to be put away before this browser is locked: half a sentence that nothing has kept yet. */
export function beforeLeaving(putAway: PutAway): () => void {
  waiting.add(putAway);
  return () => waiting.delete(putAway);
}

export async function putAllAway(): Promise<void> {
  if (waiting.size === 0) return;
  const done = Promise.allSettled([...waiting].map((putAway) => putAway()));
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}
