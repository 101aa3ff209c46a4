import { findable, madeUpTalk } from './made-up-talk.ts';
import { foldOn, startFold, type Fold } from '#domain/space/fold.ts';
import { excerpt, stretchesOf } from '#device/search/excerpt.ts';
import { fromShardRecord, toShardRecord } from '#device/search/shard.ts';
import { candidates, emptyIndex, follow, shelve, type SpaceIndex } from '#device/search/space-index.ts';
import { soughtWords } from '#device/search/words.ts';
import { space } from './made-up-log.ts';

// What the device does when somebody searches, for a page in which `search.ts` measures it.

/** As many as a page shows of one space, and one to know that there are more. */
const shown = 31;

let fold: Fold;
let index: SpaceIndex;

/** @returns how long it took to build the index. */
export function build(messages: number): number {
  fold = foldOn(startFold({ space, kind: 'pair' }), madeUpTalk(messages));
  index = emptyIndex();
  return timed(() => {
    follow(index, fold.state, fold.ledger);
    for (const block of index.blocks.values()) shelve(block, null);
  });
}

/** @returns how long it took to take the same index over from what would rest on the device. */
export function comeBack(): number {
  const rested = [...index.blocks].map(
    ([number, { shard }]) => [number, shard && toShardRecord(shard)] as const,
  );
  const again = emptyIndex();
  const took = timed(() => {
    follow(again, fold.state, fold.ledger);
    for (const [number, record] of rested) {
      const block = again.blocks.get(number);
      if (block && shelve(block, record && fromShardRecord(record)) === 'made') throw new Error('made anew');
    }
  });
  index = again;
  return took;
}

/** @returns how long each of the questions took, with the words around each find. */
export function ask(): number[] {
  return findable.map((question) =>
    timed(() => {
      const words = soughtWords(question);
      let found = 0;
      for (const { passage } of candidates(index, words)) {
        const stretches = stretchesOf(passage.words, words);
        if (stretches === null) continue;
        excerpt(passage.words, stretches);
        if (++found === shown) break;
      }
    }),
  );
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
