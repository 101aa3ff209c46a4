import { firstCommit } from '#crypto/commit.ts';
import { ownSpaceSeeds } from '#crypto/own-space.ts';
import { withYes } from '#device/account/card.ts';
import type { Home } from '#device/home.ts';
import { journalOf } from '#device/journal/journal.ts';
import { boxesFor } from '#device/outbox/raise-epoch.ts';
import { keepOpened } from '#device/space/keep.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { forgetSpace } from '#device/space/rest.ts';
import { readTo } from '#device/told.ts';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Head } from '#protocol/api.ts';

/** Nobody leaves so many notebooks of their own; this only bounds the looking. */
const leftMost = 32;

/** My own notebook: the one that is here, or that another device of mine has opened, or a new one. */
export async function openJournal(home: Home): Promise<Result<SpaceId>> {
  const here = journalOf(home.spaces.values(), home.me.person);
  if (here !== undefined) return ok(here.id);
  const heads = await headsOfMine(home);
  if (!heads.ok) return heads;
  const elsewhere = heads.value.filter(({ kind }) => kind === 'solo');
  for (const head of elsewhere) await readTo(home, head);
  const read = journalOf(home.spaces.values(), home.me.person);
  if (read !== undefined) return ok(read.id);
  // There is one, and the line broke before it could be read.
  if (elsewhere.length > 0) return refuse('offline');
  return withYes(home, () => openNew(home));
}

/** Whoever has left one before comes to the next. */
async function openNew(home: Home): Promise<Result<SpaceId>> {
  for (let count = 0; count < leftMost; count++) {
    const opened = await open(home, count);
    if (!opened.ok) return opened;
    const live = opened.value;
    if (live.place.seq > 0) return ok(live.id);
    // Taken, and not to be read: the line broke, or I left it once.
    const heads = await headsOfMine(home);
    if (!heads.ok || heads.value.some(({ space }) => idFromBytes(space) === live.id)) return ok(live.id);
    home.spaces.delete(live.id);
    await forgetSpace(home.safe, live.id);
  }
  return refuse('not-found');
}

async function open(home: Home, count: number): Promise<Result<LiveSpace>> {
  const { secret, prev } = ownSpaceSeeds(home.account.sealSeed, count);
  const { line: author, signKey } = home.me;
  const made = await firstCommit({ kind: 'solo', author, signKey, secret, prev });
  if (!made.ok) return made;
  const boxes = await boxesFor(made.value, secret);
  // Where another device of mine was quicker, this one hears the answer that was given to that.
  const answer = await home.transport.call('openSpace', { commit: made.value.signed, boxes });
  return answer.ok ? ok(await keepOpened(home, made.value, secret)) : refuse(answer.refusal.code);
}

async function headsOfMine(home: Home): Promise<Result<readonly Head[]>> {
  const answer = await home.transport.call('heads', {});
  return answer.ok ? ok(answer.value.heads) : refuse(answer.refusal.code);
}
