import type { Founding } from '#device/device.ts';

/** What somebody who founds a place has written so far and would not want to write twice. Holds no secret. */
export interface Beginning {
  name: string;
  community: string;
  card: { -readonly [Field in keyof Founding['card']]: string };
}

export const foundingSteps = ['name', 'passphrase', 'kit', 'community', 'card'] as const;
export type FoundingStep = (typeof foundingSteps)[number];

export function beginning(examples: Founding['card']): Beginning {
  return { name: '', community: '', card: { ...examples } };
}

/** Null where nothing was kept, or where it was kept by another release. */
export function parseBeginning(text: string | null): Beginning | null {
  if (text === null) return null;
  const kept: unknown = JSON.parse(text);
  return isBeginning(kept) ? kept : null;
}

/** The step that was asked for, or the first one before it that still lacks something. */
export function stepThatCanBe(
  asked: string | null,
  known: { readonly name: string; readonly passphrase: string; readonly community: string },
): FoundingStep {
  const at = foundingSteps.findIndex((step) => step === asked);
  const has = [known.name, known.passphrase, known.passphrase, known.community];
  const lacking = has.findIndex((value) => value.trim() === '');
  const furthest = lacking < 0 ? foundingSteps.length - 1 : lacking;
  return foundingSteps[Math.max(0, Math.min(at, furthest))] ?? 'name';
}

function isBeginning(kept: unknown): kept is Beginning {
  if (typeof kept !== 'object' || kept === null) return false;
  const { name, community, card } = kept as Partial<Record<keyof Beginning, unknown>>;
  if (typeof name !== 'string' || typeof community !== 'string') return false;
  return (
    typeof card === 'object' && card !== null && Object.values(card).every((line) => typeof line === 'string')
  );
}
