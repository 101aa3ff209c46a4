import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { createLru } from '#server/lru.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import type { StoredPlace } from '#server/store/store.ts';
import { createGroups } from './groups.ts';
import { placesMost, readPlace, type Place, type Places } from './places.ts';

const looksAtOnce = 2;

/**
 * Places of logs that other nodes write to. Where a log stands is asked each time, for all who ask at once in one
 * statement; what its commits say is decoded again only when there are new ones.
 */
export function createSharedPlaces({ read, glances }: Pick<SharedStore, 'read' | 'glances'>): Places {
  const known = createLru<Place>(placesMost);
  const looks = createGroups(look, looksAtOnce);

  async function look(spaces: readonly Bytes[]): Promise<readonly (StoredPlace | null)[]> {
    const asked = new Map(spaces.map((space) => [bytesToText(space), space]));
    const found = await glances.places([...asked.values()]);
    const bySpace = new Map(found.map(({ space, ...place }) => [bytesToText(space), place]));
    return spaces.map((space) => bySpace.get(bytesToText(space)) ?? null);
  }

  function settle(place: Place): void {
    const key = idFromBytes(place.space);
    const before = known.get(key);
    if (before === undefined || before.seq <= place.seq) known.set(key, place);
  }

  return {
    async of(space) {
      const now = await looks.join(space);
      if (now === null) return null;
      const held = known.get(idFromBytes(space));
      // Committed here while we were looking.
      if (held !== undefined && held.seq >= now.seq) return held;
      if (held?.controlSeq === now.controlSeq) return { ...held, ...now };
      const place = await readPlace(read, space);
      if (place !== null) settle(place);
      return place;
    },
    settle,
  };
}
