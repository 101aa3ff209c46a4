/** What a mutual agreement may speak of. A clause can belong to one of these, or to none; none of them must be filled. */
export const steps = [
  'hopes-and-offers',
  'what-helps',
  'meeting-and-silence',
  'power-we-have',
  'privacy',
  'words-we-like',
  'getting-it-wrong',
  'pausing-and-ending',
  'revisiting',
] as const;

export type Step = (typeof steps)[number];
