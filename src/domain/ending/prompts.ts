/** What people may look at when something between them ends. Each may be left out, and so may all. */
export const prompts = [
  'that-it-ends',
  'what-changed',
  'what-i-valued',
  'what-i-wished-otherwise',
  'what-goes-on',
  'goodbyes',
  'letter',
] as const;

export type Prompt = (typeof prompts)[number];
