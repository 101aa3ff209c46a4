import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import type { SpaceKind } from '#protocol/commit.ts';
import { fromOwnCbor, toCbor } from '#protocol/cbor.ts';
import { stateToHash, type SpaceState } from '#protocol/space-state.ts';
import { createLru } from '#server/lru.ts';
import type { Reads } from '#server/store/store.ts';

/** Where a log stands, and what its commits and leaves say. */
export interface Place {
  readonly space: Bytes;
  readonly kind: SpaceKind;
  readonly state: SpaceState;
  /** The place of the newest commit or leave. */
  readonly controlSeq: number;
  readonly seq: number;
  readonly hash: Bytes;
}

/** The places of the logs that are being written to, decoded once. The store stays the truth. */
export interface Places {
  of(space: Bytes): Promise<Place | null>;
  /** A place that was just committed. An older one never lies over a newer. */
  settle(place: Place): void;
}

export const placesMost = 2000;

export function createPlaces(read: Pick<Reads, 'space'>): Places {
  const known = createLru<Place>(placesMost);

  function settle(place: Place): void {
    const key: SpaceId = idFromBytes(place.space);
    const before = known.get(key);
    if (before === undefined || before.seq <= place.seq) known.set(key, place);
  }

  return {
    async of(space) {
      const held = known.get(idFromBytes(space));
      if (held !== undefined) return held;
      const place = await readPlace(read, space);
      if (place !== null) settle(place);
      return place;
    },
    settle,
  };
}

/** As the store has it, past what is known here. */
export async function readPlace(reads: Pick<Reads, 'space'>, space: Bytes): Promise<Place | null> {
  const stored = await reads.space(space);
  return stored === null ? null : { ...stored, state: stateFromCbor(stored.state) };
}

export function stateToCbor(state: SpaceState): Bytes {
  return toCbor({ state: stateToHash(state), commits: state.commits });
}

function stateFromCbor(bytes: Bytes): SpaceState {
  // Only `stateToCbor` writes what is read here.
  const { state, commits } = fromOwnCbor(bytes) as {
    state: Omit<SpaceState, 'commits'>;
    commits: SpaceState['commits'];
  };
  return { ...state, commits };
}
