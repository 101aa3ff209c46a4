import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';

/** What is not shown any more leaves this device. Most days there is nothing of the kind, and nothing is loaded. */
export async function forgetFiles(home: Home, live: LiveSpace): Promise<void> {
  if ((await home.safe.list('files', live.id)).length === 0) return;
  const { forgetUnshown } = await import('#device/blob/kept.ts');
  await forgetUnshown(home, live);
}
