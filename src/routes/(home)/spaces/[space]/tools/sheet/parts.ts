import type { Component } from 'svelte';
import type { Step, StepWork } from '#domain/tool/step.ts';
import DeckStep from './DeckStep.svelte';
import type { OnSheet, StepProps } from './on-sheet.ts';
import OursStep from './OursStep.svelte';
import PilesStep from './PilesStep.svelte';
import SayBackStep from './SayBackStep.svelte';
import WriteStep from './WriteStep.svelte';

type Parts = { readonly [Work in Exclude<StepWork, 'read'>]: Component<StepProps<Work>> };

/** What draws each kind of step. A tool that needs more brings a kind of step, its part, and one line here. */
const parts: Parts = {
  write: WriteStep,
  deck: DeckStep,
  piles: PilesStep,
  'say-back': SayBackStep,
  ours: OursStep,
};

/** The part for a step, which takes exactly the steps of that kind. Null where there is nothing but to read. */
export function partFor({ does }: Step): Component<{ on: OnSheet; step: never }> | null {
  return does === 'read' ? null : (parts[does] as Component<{ on: OnSheet; step: never }>);
}
