import type { Result } from '#kernel/result.ts';

/** One act of a page: whether it goes on, and the code of the refusal if the last try met one. */
export interface Doing {
  readonly busy: boolean;
  readonly refused: string | null;
  /** Acts, unless it is acting already: pressing twice does a thing once. */
  run<Value>(act: () => Promise<Result<Value>>, done?: (value: Value) => void | Promise<void>): Promise<void>;
  forget(): void;
}

export function doing(): Doing {
  let busy = $state(false);
  let refused = $state<string | null>(null);
  return {
    get busy() {
      return busy;
    },
    get refused() {
      return refused;
    },
    async run(act, done) {
      if (busy) return;
      busy = true;
      refused = null;
      try {
        const result = await act();
        if (result.ok) await done?.(result.value);
        else refused = result.refusal.code;
      } finally {
        busy = false;
      }
    },
    forget() {
      refused = null;
    },
  };
}
