import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { otherOf } from '#device/view/names.ts';
import { idToBytes } from '#kernel/ids.ts';

/** The list of words is only loaded where two people may read to each other. */
export async function findSafetyWords(home: Home, live: LiveSpace): Promise<void> {
  const other = live.kind === 'pair' && live.safety.length === 0 ? otherOf(home, live) : null;
  if (other === null) return;
  const { safetyWords } = await import('#crypto/safety.ts');
  live.safety = safetyWords(idToBytes(live.id), idToBytes(home.me.person), idToBytes(other));
  home.changed(live);
}
