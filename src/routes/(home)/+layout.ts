import { redirect } from '@sveltejs/kit';
import { isLocked, noteLocked } from '#routes/lib/leave-fast.ts';
import { isLeftAlone } from '#routes/lib/lock-after.ts';
import { rememberSeatLink } from '#routes/lib/seat-link.ts';
import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

// Private pages are drawn on the device only.
export const ssr = false;

export async function load({ parent }) {
  // Before a line is drawn, and whatever the device still has open.
  if (isLeftAlone(Date.now())) noteLocked();
  if (isLocked()) {
    rememberSeatLink();
    redirect(307, paths.unlock());
  }
  const { locale, words } = await parent();
  return { words: { ...words, ...(await loadWords(locale, 'situation')) } };
}
