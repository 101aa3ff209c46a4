/**
 * Writes many in one go, because making one of them durable costs as much as making all of them. While a group is
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

export function createGroups<Item, Answer>(
  write: (group: readonly Item[]) => Promise<readonly Answer[]>,
): Groups<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    do {
      // Whatever has arrived by now is taken in first.
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting.slice(0, groupMost);
      waiting = waiting.slice(groupMost);
      await writeOrSingly(group);
    } while (waiting.length > 0);
    running = null;
  }

  async function writeOrSingly(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await write(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(answers[index]!));
    } catch (error) {
      const [only] = group;
      if (group.length === 1) return only?.reject(error);
      for (const one of group) await writeOrSingly([one]);
    }
  }

  return {
    join(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      });
    },
    async idle() {
      while (running !== null) await running;
    },
  };
}
