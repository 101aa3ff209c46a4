import type { Step } from '#domain/agreement/steps.ts';

export type PersonKey = 'ana' | 'bo' | 'cai' | 'dee' | 'noor';

/**
 * What happens between two people, one line after another, as data: whoever hosts a demo in another language writes
 * new lines and touches nothing else. A line that is come back to later has a name of its own in `as`.
 */
export type Line =
  | { readonly by: PersonKey; readonly says: string; readonly note?: string; readonly as?: string }
  | { readonly by: PersonKey; readonly rewords: string; readonly to: string }
  | { readonly by: PersonKey; readonly withdraws: string }
  | {
      readonly by: PersonKey;
      readonly proposes: string;
      readonly as: string;
      readonly step?: Step;
    }
  | { readonly by: PersonKey; readonly answers: string; readonly answer: 'yes' }
  | {
      readonly by: PersonKey;
      readonly answers: string;
      readonly answer: 'worried' | 'not-yet' | 'stands-aside';
      readonly because: string;
    }
  | {
      readonly by: PersonKey;
      readonly answers: string;
      readonly answer: 'yes-and';
      readonly and: string;
      readonly as: string;
    }
  | { readonly by: PersonKey; readonly letsGo: string }
  | { readonly by: PersonKey; readonly keepsInSight: string }
  | { readonly by: PersonKey; readonly suggestsLookingAgainInDays: number };

/** Two people, how one asked the other to connect, and what came of it. */
export interface Scene {
  readonly between: readonly [asks: PersonKey, accepts: PersonKey];
  readonly words: string;
  readonly lines: readonly Line[];
}
