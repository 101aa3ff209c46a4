/** What may happen where there is a circle. What comes more often stands here more often. */
export const deedsOfCircles = [
  'say',
  'say',
  'say',
  'say',
  'say',
  'reword',
  'withdraw',
  'meddle',
  'propose',
  'answer',
  'answer',
  'leave',
  'open a circle',
  'go on without somebody',
  'ask into a circle',
  'ask into a circle',
  'keep a seat',
  'close a seat',
  'take a seat',
  'take a seat',
  'take a seat',
  'remove somebody',
  'sign with the others',
  'ask for a moment',
  'be back',
  'begin an end',
  'choose what I keep',
  'stop the end',
  'say how long turns stay',
  'choose not to meet',
  'bring a picture',
  'open a picture',
  'change my keys',
  'put old keys back',
  'come in unasked',
  'crash',
  'crash in a write',
  'start',
  'start',
  'lose the line',
  'find the line',
  'set the clock',
  'the server crashes in a write',
  'the server starts',
  'a while',
  'a night',
] as const;
export type CircleDeed =
  | (typeof deedsOfCircles)[number]
  | 'some days'
  | 'some days'
  | 'leave the care circle'
  | 'take back what was asked'
  | 'withdraw a picture'
  | 'discard'
  | 'meet again'
  | 'take a break'
  | 'knock'
  | 'accept';

const coming: readonly CircleDeed[] = [
  'ask into a circle',
  'keep a seat',
  'take a seat',
  'take a seat',
  'leave',
  'say',
];

const caring: readonly CircleDeed[] = [
  'remove somebody',
  'remove somebody',
  'sign with the others',
  'sign with the others',
  'sign with the others',
  'take back what was asked',
  'leave the care circle',
  'say',
];

const ending: readonly CircleDeed[] = [
  'begin an end',
  'begin an end',
  'stop the end',
  'choose what I keep',
  'choose what I keep',
  'choose what I keep',
  'ask for a moment',
  'be back',
  'say',
];

const staying: readonly CircleDeed[] = [
  'say how long turns stay',
  'say how long turns stay',
  'some days',
  'some days',
  'start',
  'start',
  'say',
  'say',
  'reword',
];

const changing: readonly CircleDeed[] = [
  'change my keys',
  'change my keys',
  'put old keys back',
  'say',
  'say',
  'leave',
];

const meddling: readonly CircleDeed[] = [
  'come in unasked',
  'come in unasked',
  'put old keys back',
  'put old keys back',
  'change my keys',
  'ask into a circle',
  'keep a seat',
];

const parting: readonly CircleDeed[] = [
  'choose not to meet',
  'choose not to meet',
  'choose not to meet',
  'meet again',
  'take a break',
  'knock',
  'knock',
  'knock',
  'accept',
  'ask into a circle',
  'open a circle',
  'crash',
  'start',
];

const showing: readonly CircleDeed[] = [
  'bring a picture',
  'bring a picture',
  'bring a picture',
  'open a picture',
  'open a picture',
  'withdraw a picture',
  'reword',
  'discard',
  'leave',
  'take a seat',
  'crash in a write',
  'start',
];

/** What some of these stories are about more than others are. */
export const circleThemes: readonly (readonly CircleDeed[])[] = [
  coming,
  caring,
  changing,
  meddling,
  ending,
  staying,
  showing,
  parting,
];
