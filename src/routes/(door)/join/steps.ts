export const joiningSteps = ['card', 'passphrase', 'kit', 'done'] as const;
export type JoiningStep = (typeof joiningSteps)[number];

/** The step that was asked for, or the first one before it that still lacks something. */
export function stepThatCanBe(
  asked: string | null,
  known: { readonly name: string; readonly passphrase: string; readonly isIn: boolean },
): JoiningStep {
  if (known.isIn) return 'done';
  if (known.name.trim() === '' || asked === null) return 'card';
  if (asked === 'passphrase' || known.passphrase === '') return 'passphrase';
  return 'kit';
}

/** Which sentence an invitation that does not open gets: each has its own next step. */
export function troubleOf(code: string): 'used' | 'expired' | 'away' | 'altered' {
  if (code === 'invitation-used') return 'used';
  if (code === 'invitation-expired') return 'expired';
  if (code === 'offline' || code === 'store-away' || code === 'too-many') return 'away';
  return 'altered';
}
