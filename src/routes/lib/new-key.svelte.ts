import type { AccountDraft } from '#device/device.ts';
import type { Result } from '#kernel/result.ts';
import { device } from './device.svelte.ts';
import { doing, type Doing } from './doing.svelte.ts';

/** Changing a way in, step by step: the passphrase as it is now, what takes the place of the old, and the change. */
export interface NewKey {
  readonly step: 'present' | 'choose' | 'done';
  readonly draft: AccountDraft | undefined;
  readonly changing: Doing;
  /** The passphrase that was written did not open the account: it is asked for again. */
  readonly wrong: boolean;
  present: string;
  goOn(): void;
  change(act: () => Promise<Result<void>>): Promise<void>;
}

export function newKey(): NewKey {
  const changing = doing();
  let step = $state<NewKey['step']>('present');
  let draft = $state.raw<AccountDraft>();
  let present = $state('');
  let wrong = $state(false);

  // Drawn once: whoever has written them down already keeps them, also where the passphrase was wrong.
  $effect(() => {
    void device()
      .drawAgain()
      .then((drawn) => drawn.ok && (draft ??= drawn.value));
  });

  return {
    changing,
    get step() {
      return step;
    },
    get draft() {
      return draft;
    },
    get wrong() {
      return wrong;
    },
    get present() {
      return present;
    },
    set present(written) {
      present = written;
    },
    goOn() {
      changing.forget();
      step = 'choose';
    },
    async change(act) {
      wrong = false;
      await changing.run(act, () => {
        step = 'done';
        present = '';
      });
      if (changing.refused !== 'wrong-words') return;
      wrong = true;
      step = 'present';
    },
  };
}
