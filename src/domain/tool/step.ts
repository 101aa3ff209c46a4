import * as v from 'valibot';
import { aHeading, aName, aPrompt, aText, someOf } from '#domain/tool/words.ts';

const aPromptToAnswer = v.strictObject({
  id: aName,
  ask: aPrompt,
  /** The same question in other words, for whoever would rather have those. */
  otherwise: v.exactOptional(someOf(aPrompt)),
  /** One of the tool's own lists, to pick words from. */
  words: v.exactOptional(aName),
});

const everyStep = { id: aName, title: aHeading, says: v.exactOptional(someOf(aText)) };

/** Nothing to fill in: a card to read. */
const read = v.strictObject({ ...everyStep, does: v.literal('read'), says: someOf(aText) });

/**
 * Everybody answers for themselves. Where it goes is the most that can become of it, and going there is up to its
 * author: `nowhere` is gone once they leave the page, `mine` stays on their own devices, `offered` may be shown to the
 * others, and `at-once` may be shown when everybody is ready, all at the same time.
 */
const write = v.strictObject({
  ...everyStep,
  does: v.literal('write'),
  prompts: someOf(aPromptToAnswer),
  goes: v.picklist(['nowhere', 'mine', 'offered', 'at-once']),
  /** Who answers. Left out, everybody does. Whoever began a sheet is never a fixed side: anybody may begin one. */
  by: v.exactOptional(v.picklist(['everyone', 'whoever-began', 'the-others'])),
});

const aCard = v.strictObject({
  id: aName,
  ask: aPrompt,
  suit: v.exactOptional(aName),
  /** It may bring up more than a chat does. Two of these never come one after the other. */
  mayStir: v.exactOptional(v.literal(true)),
});

/** A pack of questions. One is laid for everybody, whoever lays it answers too, and anybody may pass. */
const deck = v.strictObject({
  ...everyStep,
  does: v.literal('deck'),
  ask: aPrompt,
  suits: v.exactOptional(someOf(v.strictObject({ id: aName, title: aHeading }))),
  cards: someOf(aCard),
  /** Read between two questions that may stir. */
  pause: v.exactOptional(aText),
});

/** Words from one of the tool's lists, and one's own, laid into piles. Which word lies where stays with whoever laid it. */
const piles = v.strictObject({
  ...everyStep,
  does: v.literal('piles'),
  ask: aPrompt,
  words: aName,
  piles: someOf(v.strictObject({ id: aName, title: aHeading })),
});

/** Each says in their own words what the other wrote in another step, until the other says: yes, that is it. */
const sayBack = v.strictObject({ ...everyStep, does: v.literal('say-back'), ask: aPrompt, of: aName });

/** A sentence that is nobody's until everybody said yes to exactly these words. */
const ours = v.strictObject({
  ...everyStep,
  does: v.literal('ours'),
  ask: aPrompt,
  /** Ways to begin it, to take or to leave. */
  begins: v.exactOptional(someOf(aHeading)),
});

export const aStep = v.variant('does', [read, write, deck, piles, sayBack, ours]);

export type Step = v.InferOutput<typeof aStep>;
export type StepWork = Step['does'];
export type StepThat<Work extends StepWork> = Extract<Step, { readonly does: Work }>;
