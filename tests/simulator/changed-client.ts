import { joiningCommit, nextCommit, type MadeCommit } from '#crypto/commit.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Me } from '#device/home.ts';
import { meFrom } from '#device/open-home.ts';
import { createSafe } from '#device/safe.ts';
import { createTransport } from '#device/transport.ts';
import { equalBytes } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { commitSchema, type Box, type Commit, type Update } from '#protocol/commit.ts';
import { memberOf, type SpaceState } from '#protocol/space-state.ts';
import { pickFrom } from '#tests/simulator/chance.ts';
import { refereeFor } from '#tests/simulator/invariants/referee.ts';
import { copyServer, type SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';
import { origin } from '#tests/simulator/machine-room.ts';
import type { Scene } from '#tests/simulator/scene.ts';

/** A member says of somebody else's keys what was true before, so that the next epoch is sealed to those. */
export function putOldKeysBack(scene: Scene): Promise<void> {
  return tryOn(scene, ({ me, copy, place, state }) => {
    if (memberOf(state, me.person) === undefined) return null;
    const old = pickFrom(olderLines(copy, state), scene.pick);
    if (old === undefined) return null;
    const { line, signKey } = me;
    return nextCommit({ place, author: line.person, signKey, change: { updates: [old] } });
  });
}

/** Somebody takes a seat that was kept for another, with nothing but what the server knows of it. */
export function comeInUnasked(scene: Scene): Promise<void> {
  return tryOn(scene, ({ me, place, state }) => {
    if (memberOf(state, me.person) !== undefined) return null;
    const open = pickFrom(state.invitations, scene.pick);
    if (open === undefined) return null;
    const { line, signKey } = me;
    const invitation = { signKey: { ...signKey, publicKey: open.signPk } };
    return joiningCommit({ place, me: line, signKey, invitation });
  });
}

interface Attempt {
  readonly me: Me;
  readonly copy: SpaceCopy;
  readonly place: LogPlace;
  readonly state: SpaceState;
}

/** Whoever can do it does, with the keys that lie on their device, and a copy of all that the server has. */
async function tryOn(
  { town, pick }: Scene,
  make: (attempt: Attempt) => Promise<Result<MadeCommit>> | null,
): Promise<void> {
  for (const copy of fromThe(pick, await copyServer(town))) {
    const place = (await refereeFor(copy, []))?.place;
    if (!place?.state) continue;
    for (const { fetch, disk } of fromThe(pick, town.phones)) {
      const account = (await disk.restKey()) && (await createSafe(disk).get('account', 'me'));
      const made = account && (await make({ me: await meFrom(account), copy, place, state: place.state }));
      if (made === null) continue;
      if (!made.ok) return;
      const request = { commit: made.value.signed, boxes: rubbishFor(made.value.commit) };
      await createTransport(origin, fetch).call('commit', request, { space: copy.id });
      return;
    }
  }
}

/** Whoever comes in has to leave a box for themselves, which nobody but they can look into. */
function rubbishFor({ epoch, adds }: Commit): Box[] {
  return adds.map(({ person }) => ({ epoch, to: person, sealed: new Uint8Array(80) }));
}

/** All of them, beginning at one. */
function fromThe<Value>(pick: number, values: readonly Value[]): readonly Value[] {
  const first = pick % (values.length || 1);
  return [...values.slice(first), ...values.slice(0, first)];
}

function olderLines({ entries }: SpaceCopy, { members }: SpaceState): readonly Update[] {
  const lines = entries.flatMap(({ type, statement }): readonly Update[] => {
    const read = type === 'commit' ? fromCbor(commitSchema, statement) : null;
    return read?.ok === true ? [...read.value.adds, ...read.value.updates] : [];
  });
  return lines.flatMap(({ person, chainHead, link, signPk, sealPk }) => {
    const isOld = members.some((one) => equalBytes(one.person, person) && one.link > link);
    return isOld ? [{ person, chainHead, link, signPk, sealPk }] : [];
  });
}
