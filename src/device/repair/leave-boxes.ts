import { sealBox } from '#crypto/epoch.ts';
import type { Home } from '#device/home.ts';
import { meetMembers } from '#device/people.ts';
import { mayRead } from '#device/repair/may-read.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes } from '#kernel/ids.ts';
import { memberOf } from '#protocol/space-state.ts';

interface Ask {
  readonly space: Bytes;
  readonly person: Bytes;
  readonly epoch: number;
}

/**
 * Leaves another box for whoever asks, where this device holds the key and they may have it. That somebody asks is only
 * the server's word, and nothing hangs on it: what is left opens to nobody but a member of the verified roster, and holds
 * what that member may read anyway.
 */
export async function leaveBoxes(home: Home, asked: readonly Ask[]): Promise<void> {
  for (const ask of asked) {
    const live = home.spaces.get(idFromBytes(ask.space));
    if (live !== undefined && live.problem === undefined) await answerOne(home, live, ask);
  }
}

async function answerOne(home: Home, live: LiveSpace, { person, epoch }: Ask): Promise<void> {
  const name = `${idFromBytes(person)} ${epoch}`;
  if (live.answered.has(name) || live.epochs.get(epoch)?.secret === undefined) return;
  if ((await meetMembers(home, live)) !== 'known') return;
  const member = live.place.state && memberOf(live.place.state, idFromBytes(person));
  if (!member || !mayRead(live, member, epoch)) return;
  live.answered.add(name);
  const isLeft = await leaveBox(home, live, { to: member.person, sealPk: member.sealPk, epoch });
  if (!isLeft) live.answered.delete(name);
}

/** Whoever holds an invitation cannot ask for what it should open: after boxes were lost they are left unasked. */
export async function leaveBoxesForInvited(home: Home, live: LiveSpace): Promise<void> {
  const { state } = live.place;
  if (state === null) return;
  for (const { signPk, sealPk, number } of state.invitations) {
    const epochs = [...live.epochs.values()].filter(
      (epoch) => epoch.epoch === state.epoch || epoch.number >= number,
    );
    for (const { epoch } of epochs) await leaveBox(home, live, { to: signPk, sealPk, epoch });
  }
}

interface Leaving {
  readonly to: Bytes;
  readonly sealPk: Bytes;
  readonly epoch: number;
}

async function leaveBox(home: Home, live: LiveSpace, { to, sealPk, epoch }: Leaving): Promise<boolean> {
  const known = live.epochs.get(epoch);
  if (known?.secret === undefined) return false;
  const { number, prev, secret } = known;
  const box = await sealBox({ space: idToBytes(live.id), epoch, number, prev, secret, to, sealPk });
  return (await home.transport.call('leaveBox', box, { space: live.id })).ok;
}
