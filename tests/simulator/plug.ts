/** What a running machine hangs on. Pulled, it does nothing any more, whatever its code was in the middle of. */
export interface Plug {
  isPulled(): boolean;
  pull(): void;
  /** Is pulled by itself at one of the next uses of the disk: the first for 0. */
  pullAfter(uses: number): void;
  /** Goes before each use of the disk, and after it. True while there is power. */
  use(): boolean;
}

export function plugged(onPull: () => void): Plug {
  let pulled = false;
  let usesLeft = Infinity;

  function pull(): void {
    if (pulled) return;
    pulled = true;
    onPull();
  }

  return {
    isPulled: () => pulled,
    pull,
    pullAfter(uses) {
      usesLeft = uses;
    },
    use() {
      if (!pulled && usesLeft-- <= 0) pull();
      return !pulled;
    },
  };
}

/** What somebody without power waits for. */
export function never(): Promise<never> {
  return new Promise(() => {});
}
