import type { Bytes } from '#kernel/bytes.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import type { Store } from '#server/store/store.ts';

/** One file that several nodes write to, as they would to one database: what others have done is asked each time. */
export function sharedStore(store: Store): SharedStore {
  const { read } = store;
  return {
    ...store,
    isShared: true,
    glances: {
      async places(spaces) {
        const found = await Promise.all(spaces.map((space) => read.space(space)));
        // As few columns as a node asks for: it holds these over what it has decoded.
        return found
          .filter((place) => place !== null)
          .map(({ space, seq, hash, controlSeq }) => ({ space, seq, hash, controlSeq }));
      },
      async heads(people) {
        const all = people.map(async (person) =>
          (await read.headsOf(person)).map((head) => ({ person, head })),
        );
        return (await Promise.all(all)).flat();
      },
      newestLetters: (people) =>
        Promise.all(
          people.map(async (person) => {
            const letters = await read.lettersTo(person, 0);
            return { person, number: letters.at(-1)?.id ?? 0 };
          }),
        ),
      async livingSessions(tokenHashes) {
        const all = tokenHashes.map(async (hash): Promise<Bytes[]> =>
          (await read.session(hash)) === null ? [] : [hash],
        );
        return (await Promise.all(all)).flat();
      },
    },
  };
}
