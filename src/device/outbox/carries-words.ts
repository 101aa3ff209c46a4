import type { DraftEvent } from '#domain/space/define.ts';

/**
 * Whether somebody typed what is in it. That waits for their yes to a changed card; taking back, and a plain answer to
 * what others offer, never do. A kind that is new counts as typed until it stands here.
 */
export function carriesWords({ kind, content }: DraftEvent): boolean {
  if (answers.has(kind)) return hasWords(content);
  return !plain.has(kind);
}

const answers: ReadonlySet<DraftEvent['kind']> = new Set<DraftEvent['kind']>([
  'agreement.answered',
  'worksheet.answered',
  'worksheet.heard',
]);

const plain: ReadonlySet<DraftEvent['kind']> = new Set<DraftEvent['kind']>([
  'conversation.withdrawn',
  'conversation.all-withdrawn',
  'agreement.reopened',
  'agreement.revisit-suggested',
  'agreement.kept-in-sight',
  'community.stepped-away',
  'community.came-back',
  'care.agreed',
  'care.taken-back',
  'space.handed-on',
  'hosting.taken',
  'hosting.passed',
  'hosting.held',
  'agreement.chosen-for-pauses',
  'pause.asked',
  'pause.ended',
  'sitting.came',
  'sitting.went',
  'ending.begun',
  'ending.taken-back',
  'ending.goodbye-wished',
  'ending.chose',
  'ending.stopped',
  'retention.chosen',
  'retention.carried-out',
  'worksheet.withdrawn',
  'worksheet.got-ready',
  'worksheet.reopened',
  'worksheet.rested',
  'worksheet.let-go',
  'worksheet.taken-up',
  'worksheet.forgotten',
]);

/** The text that is answered is there already; what somebody says to it may be theirs. */
function hasWords(content: unknown): boolean {
  if (typeof content !== 'object' || content === null) return false;
  return ['because', 'and', 'more'].some((name) => Object.hasOwn(content, name));
}
