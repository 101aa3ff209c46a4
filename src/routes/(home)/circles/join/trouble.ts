/** Why a seat cannot be shown, as far as somebody can do something about it. */
export type Trouble = 'used' | 'expired' | 'altered' | 'away';

export function troubleOf(code: string): Trouble {
  if (code === 'invitation-used') return 'used';
  if (code === 'invitation-expired' || code === 'invitation-unknown' || code === 'not-found')
    return 'expired';
  return code === 'offline' || code === 'store-away' || code === 'too-many' ? 'away' : 'altered';
}
