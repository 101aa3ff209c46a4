import type { SpaceView } from '#device/device.ts';
import type { SheetsView, SheetView } from '#device/worksheet/sheets.ts';
import type { Step, StepThat, StepWork } from '#domain/tool/step.ts';
import type { Tool } from '#domain/tool/tool.ts';
import type { Offer, Offered } from '#domain/worksheet/state.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { WaitsFor } from '#routes/lib/waits-for.ts';
import type { Words } from '#words/words.ts';

/** What every part of a sheet is told: who is here, what lies on it, and what is only mine. */
export interface OnSheet {
  readonly view: SpaceView;
  readonly sheets: SheetsView;
  readonly sheet: SheetView;
  readonly tool: Tool;
  readonly words: Words<'tools' | 'talk' | 'agreement' | 'refusals'>;
  readonly waitsFor: WaitsFor;
  /** New words may be written here. */
  readonly isOpen: boolean;
  /** In a notebook there is nobody to offer anything to. */
  readonly alone: boolean;
}

export interface StepProps<Work extends StepWork> {
  readonly on: OnSheet;
  readonly step: StepThat<Work>;
}

/** What was offered in a step, in seat order of its authors where they are two. */
export function offersIn({ sheet }: Pick<OnSheet, 'sheet'>, step: string): readonly Offered[] {
  return sheet.offers.filter((offer) => offer.step === step);
}

export function isOffer(offer: Offered): offer is Offer {
  return offer.state === 'offered';
}

/** Everybody who offered something among these, those present first and in their order. */
export function authorsOf({ view }: Pick<OnSheet, 'view'>, offers: readonly Offered[]): readonly PersonId[] {
  const authors = new Set(offers.map(({ by }) => by));
  const present = view.members.map(({ person }) => person).filter((person) => authors.has(person));
  return [...present, ...[...authors].filter((person) => !present.includes(person))];
}

export function nameOf({ view }: Pick<OnSheet, 'view'>, person: PersonId): string {
  return view.names[person] ?? '';
}

/** Whether a step is one of these people's to answer. Whoever began a sheet is no fixed side: anybody may begin one. */
export function mayAnswer({ view, sheet }: OnSheet, step: Step): boolean {
  if (step.does !== 'write' || step.by === undefined || step.by === 'everyone') return true;
  return (sheet.sheet.by === view.me) === (step.by === 'whoever-began');
}
