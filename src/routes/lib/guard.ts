import { isLeaving } from '#routes/lib/leave-fast.ts';

/**
 * Asks before a page is closed or loaded anew, for as long as something stands in it that nothing keeps. Whoever
 * leaves in a hurry is never asked. Returns the end of it; what a draft keeps needs no guard.
 */
export function guard(isUnkept: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isUnkept() && !isLeaving()) event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
