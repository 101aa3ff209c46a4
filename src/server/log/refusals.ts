import type { EntryRefusal } from '#crypto/verify-entry.ts';
import type { RefusalCode } from '#protocol/refusal.ts';

/** What the wire calls the reasons for which an entry may not stand in a log. */
export const wireCode: Readonly<Record<EntryRefusal, RefusalCode>> = {
  malformed: 'malformed',
  'please-update': 'malformed',
  'suite-lowered': 'malformed',
  'signature-wrong': 'signature-wrong',
  'not-a-member': 'not-a-member',
  'epoch-old': 'epoch-old',
  'epoch-due': 'epoch-due',
  'commit-refused': 'commit-refused',
  'state-differs': 'state-differs',
  'log-broken': 'malformed',
};
