import type { Home } from '#device/home.ts';
import { pause } from '#device/pause.ts';
import { findIn, findNames, lackOf } from '#device/search/find.ts';
import type { SearchQuestion, SearchView } from '#device/search/question.ts';
import { loadShards, shardGone, shardPut, type RestedShards } from '#device/search/rest.ts';
import { emptyIndex, follow, shelve, type Block, type SpaceIndex } from '#device/search/space-index.ts';
import { soughtWords } from '#device/search/words.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { stateOf } from '#device/view/names.ts';
import type { SpaceId } from '#kernel/ids.ts';

/** Finds words in all spaces of whoever is at home. It lives as long as they are, and asks nobody else. */
export interface Search {
  look(question: SearchQuestion): SearchView;
  /** Something of this space is otherwise than before. */
  changed(live: LiveSpace): void;
  /** Nothing of it is left in memory. */
  close(): void;
}

/** How many blocks are gone through before whoever waits for the rest hears of it. */
const toldEvery = 16;

/** @param tell called when something more can be found, or something less. */
export function createSearch(home: Home, tell: () => void): Search {
  const indexes = new Map<SpaceId, SpaceIndex>();
  const rested = new Map<SpaceId, RestedShards>();
  const waiting = new Set<SpaceId>(home.spaces.keys());
  let working = false;
  let closed = false;

  function indexOf(live: LiveSpace): SpaceIndex {
    const index = indexes.get(live.id) ?? emptyIndex();
    indexes.set(live.id, index);
    follow(index, stateOf(home, live), live.fold.ledger);
    return index;
  }

  /** In slices, so that whoever types meanwhile is answered between them. */
  async function work(): Promise<void> {
    if (working) return;
    working = true;
    try {
      for (const id of waiting) {
        waiting.delete(id);
        await goThrough(id);
      }
    } finally {
      working = false;
    }
    if (!closed) tell();
  }

  async function goThrough(id: SpaceId): Promise<void> {
    const live = home.spaces.get(id);
    if (live === undefined) return forget(id);
    const kept = rested.get(id) ?? (await loadShards(home.safe, id));
    rested.set(id, kept);
    for (let done = 1; !closed; done++) {
      const { blocks } = indexOf(live);
      const number = Math.max(...[...blocks].flatMap(([each, { shard }]) => (shard === null ? [each] : [])));
      const block = blocks.get(number);
      if (block === undefined) break;
      const came = shelve(block, kept.get(number) ?? null);
      kept.delete(number);
      if (came === 'made') void writeDown(live, number, block);
      if (done % toldEvery === 0) tell();
      await pause();
    }
    // What rested here for places that hold no words any more. Where that fails, it is tried again by the next run.
    const gone = [...kept.keys()].map((number) => shardGone(id, number));
    await home.safe.write(gone).catch(() => undefined);
    kept.clear();
  }

  /**
   * In turn with what the log writes down, and only what is still so: what is let go meanwhile takes its shard away,
   * and that is not brought back. A shard that could not be written is made anew the next time.
   */
  function writeDown(live: LiveSpace, number: number, block: Block): Promise<void> {
    const write = live.inbox(async () => {
      if (closed || !live.kept || indexOf(live).blocks.get(number) !== block) return;
      await home.safe.write([shardPut(live.id, number, block)]);
    });
    return write.catch(() => undefined);
  }

  function forget(id: SpaceId): void {
    indexes.delete(id);
    rested.delete(id);
  }

  void work();
  return {
    look({ words: asked, space, most }) {
      const words = soughtWords(asked);
      const mine = [...home.spaces.values()].filter(
        (live) => isMemberOf(live, home.me.person) && (space === null || live.id === space),
      );
      const lacking = [...home.spaces.values()]
        .filter((live) => space === null || live.id === space)
        .flatMap((live) => lackOf(home, live) ?? []);
      if (words.length === 0) return { situation: 'nothing-asked', names: [], spaces: [], lacking };
      const found = mine.map((live) => findIn(home, live, { index: indexOf(live), words, most }));
      const isWhole = found.every(({ isComplete }) => isComplete);
      return {
        situation: isWhole ? 'whole' : 'building',
        names: space === null ? findNames(home, words) : [],
        spaces: found
          .filter(({ passages }) => passages.length > 0)
          .sort((one, other) => (other.passages[0]?.at ?? 0) - (one.passages[0]?.at ?? 0)),
        lacking,
      };
    },
    changed(live) {
      waiting.add(live.id);
      void work();
    },
    close() {
      closed = true;
      waiting.clear();
      indexes.clear();
      rested.clear();
    },
  };
}
