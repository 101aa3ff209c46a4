import { leavingChannel, type Leaving } from '#device/leaving.ts';
import { follow, isLocked } from '#routes/lib/leave-fast.ts';
import { paths } from '#routes/paths.ts';

/** Leaves when another tab does, if what stands here is to go, and shows nothing to whoever comes back to a page that the browser had put aside. */
export function leaveWithOthers(isPrivate: () => boolean): () => void {
  const channel = new BroadcastChannel(leavingChannel);
  channel.onmessage = ({ data }: MessageEvent<Leaving>) => {
    if (data.from === 'all-pages' || isPrivate()) follow(data.to);
  };
  const comeBack = ({ persisted }: PageTransitionEvent) => persisted && isLocked() && follow(paths.unlock());
  addEventListener('pageshow', comeBack);
  return () => {
    channel.close();
    removeEventListener('pageshow', comeBack);
  };
}
