/** What one benchmark file gives to the table. Figures are told, never judged: no benchmark fails on a slow day. */
export interface Benchmark {
  readonly name: string;
  /** One sentence: what was done, so that a figure can be read without the code. */
  readonly about: string;
  readonly run: (repetitions: number) => Promise<readonly Figure[]>;
}

/** One line of the table. Each list holds one value per repetition, in the order they were measured. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: readonly number[];
  /** The same work by the bare reference, in the same run; empty where nothing bare does this work. */
  readonly bare: readonly number[];
  /** What `docs/` and the design promise, in words. */
  readonly goal?: string;
}

/** For work that a repetition measures several sides of at once: gathers one value per name and repetition. */
export class Gathered {
  readonly #values = new Map<string, number[]>();

  add(name: string, value: number): void {
    const values = this.#values.get(name) ?? [];
    values.push(value);
    this.#values.set(name, values);
  }

  of(name: string): readonly number[] {
    return this.#values.get(name) ?? [];
  }
}
