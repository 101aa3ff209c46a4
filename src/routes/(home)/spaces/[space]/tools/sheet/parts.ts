import type { Component } from 'svelte';
import type { StepWork } from '#domain/tool/step.ts';
import DeckStep from './DeckStep.svelte';
import type { OnSheet, StepProps } from './on-sheet.ts';
import OursStep from './OursStep.svelte';
import PilesStep from './PilesStep.svelte';
import ReadStep from './ReadStep.svelte';
import SayBackStep from './SayBackStep.svelte';
import WriteStep from './WriteStep.svelte';

type Parts = { readonly [Work in StepWork]: Component<StepProps<Work>> };

/** What draws each kind of step. A tool that needs more brings a kind of step, its part, and one line here. */
const parts: Parts = {
  read: ReadStep,
  write: WriteStep,
  deck: DeckStep,
  piles: PilesStep,
  'say-back': SayBackStep,
  ours: OursStep,
};

/** The part for a step, which takes exactly the steps of that kind. */
export function partFor(step: OnSheet['tool']['steps'][number]): Component<{ on: OnSheet; step: never }> {
  return parts[step.does] as Component<{ on: OnSheet; step: never }>;
}
