import type { Founding } from '#device/device.ts';

type HostCard = Founding['card'];

/** The fields in the order in which people read them. */
export const cardFields = [
  'whoRuns',
  'whatTheySee',
  'boundByLaw',
  'ifSomebodyTalksOfDying',
  'howLongThingsStay',
  'ages',
] as const satisfies readonly (keyof HostCard)[];

export type CardField = (typeof cardFields)[number];

export const cardMost: Readonly<Record<CardField, number>> = {
  whoRuns: 2000,
  whatTheySee: 2000,
  boundByLaw: 2000,
  ifSomebodyTalksOfDying: 2000,
  howLongThingsStay: 2000,
  ages: 500,
};

/** The first field that says nothing: a card with a gap would let somebody come in without knowing. */
export function missingField(card: HostCard): CardField | null {
  return cardFields.find((field) => card[field].trim() === '') ?? null;
}

export interface ChangedField {
  readonly field: CardField;
  readonly now: string;
  readonly before: string;
}

/** The lines that say something else than before; none where nobody knows what stood there. */
export function changedFields(card: HostCard, former: HostCard | null): readonly ChangedField[] {
  if (former === null) return [];
  return cardFields
    .filter((field) => card[field] !== former[field])
    .map((field) => ({ field, now: card[field], before: former[field] }));
}
