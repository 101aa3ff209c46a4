import { StoreAway } from '#server/store/store.ts';

/**
 * Writes many in one go, because making one of them durable costs as much as making all of them. While groups are
 * being written the next one gathers. A group that fails is tried one by one, so that nobody's mistake is another's.
 */
export interface Groups<Item, Answer> {
  join(item: Item): Promise<Answer>;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const groupMost = 128;

/** @param atOnce how many groups may be on their way */
export function createGroups<Item, Answer>(
  write: (group: readonly Item[]) => Promise<readonly Answer[]>,
  atOnce = 1,
): Groups<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  const running: (Promise<void> | null)[] = Array.from({ length: atOnce }, () => null);

  async function run(at: number): Promise<void> {
    do {
      // Whatever has arrived by now is taken in first.
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting.slice(0, groupMost);
      waiting = waiting.slice(groupMost);
      if (group.length > 0) await writeOrSingly(group);
    } while (waiting.length > 0);
    running[at] = null;
  }

  /** Says whether the store is away. Then nobody is tried singly any more: each would wait in vain for as long. */
  async function writeOrSingly(group: readonly Waiting<Item, Answer>[]): Promise<boolean> {
    try {
      const answers = await write(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(answers[index]!));
      return false;
    } catch (error) {
      const isAway = error instanceof StoreAway;
      const [only] = group;
      if (group.length === 1) only?.reject(error);
      else await singly(group, error);
      return isAway;
    }
  }

  async function singly(group: readonly Waiting<Item, Answer>[], error: unknown): Promise<void> {
    for (const [index, one] of group.entries()) {
      if (!(await writeOrSingly([one]))) continue;
      for (const { reject } of group.slice(index + 1)) reject(error);
      return;
    }
  }

  return {
    join(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        const free = running.indexOf(null);
        if (free >= 0) running[free] = run(free);
      });
    },
    async idle() {
      for (let busy = running.find(isBusy); busy !== undefined; busy = running.find(isBusy)) await busy;
    },
  };
}

function isBusy(run: Promise<void> | null): boolean {
  return run !== null;
}
