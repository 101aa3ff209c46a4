import { leavingChannel, type Leaving } from '#device/leaving.ts';
import { follow, isLocked } from '#routes/lib/leave-fast.ts';
import { paths } from '#routes/paths.ts';

/** Leaves when another tab does, and shows nothing to whoever comes back to a page that the browser had put aside. */
export function leaveWithOthers(): () => void {
  const channel = new BroadcastChannel(leavingChannel);
  channel.onmessage = ({ data }: MessageEvent<Leaving>) => follow(data.to);
  const comeBack = ({ persisted }: PageTransitionEvent) => persisted && isLocked() && follow(paths.unlock());
  addEventListener('pageshow', comeBack);
  return () => {
    channel.close();
    removeEventListener('pageshow', comeBack);
  };
}
