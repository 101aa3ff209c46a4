import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { notesOn, offerNote } from '#device/worksheet/keep-note.ts';
import { isOpen, whoIsReady } from '#domain/worksheet/at-once.ts';
import { valuesOf } from '#kernel/shelf.ts';

/**
 * Offers my notes of the steps that everybody is ready to open, as far as I marked them for it. What counts is what the
 * log holds. Until then nothing of them has left my notebook, so nobody, and no server, can have read them early.
 */
export async function openAtOnce(home: Home, live: LiveSpace): Promise<void> {
  const { state } = live.fold;
  if (live.problem !== undefined || !live.caughtUp || state.waiting.length > 0) return;
  const mine = valuesOf(state.worksheet.readies).filter(({ by, ready }) => ready && by === home.me.person);
  for (const { worksheet, step } of mine) {
    const at = { space: live.id, worksheet, step };
    if (!isOpen(state, at) || !whoIsReady(state, at).includes(home.me.person)) continue;
    for (const note of notesOn(home, at)) {
      if (note.opens) await offerNote(home, note.key);
    }
  }
}
