import { sheet } from './sheet.ts';

/** Five doors, the cards behind them, the tools before anybody begins one, and their sheets. */
export const tools = {
  tabTitle: 'Bothways: tools',
  title: 'Tools',
  lead: 'Five doors. All of them are open, in no order. You can come and go.',
  doors: {
    connecting: 'Connecting',
    exploring: 'Exploring',
    supporting: 'Supporting',
    planning: 'Planning',
    advocating: 'Advocating',
  },
  about: {
    connecting:
      'Making contact and keeping it. It comes first each time you meet, and it has no end by which it is done.',
    exploring:
      'Getting to know how life is now, what was tried before, what carries you, what worries you and what you hope for. You can stay here for as long as you like.',
    supporting:
      'Standing beside each other in what is hard, each in your own way, and with limits that you can see.',
    planning: 'A direction that somebody chooses for themselves. It may be one sentence, and it may change.',
    advocating:
      'Working with each other, and never instead of each other, for what has to change around you.',
  },
  cards: 'To read',
  toolsHere: 'Tools',
  noTools: 'No tool stands here yet.',
  opening: 'One moment.',
  notHere: 'This could not be fetched. There may be no connection just now.',
  again: 'Try again',
  sheets: 'Sheets here',
  noSheets: 'Nothing lies here yet. Go in by any door, and take what you like.',
  open: 'Open',
  resting: 'Resting',
  letGo: 'Let go',
  lastDay: (day: string) => `Last touched ${day}`,
  onItsWay: 'On its way',
  otherDoors: 'The other doors',
  why: 'What it is for',
  seats: {
    alone: 'You do it alone. You can show some of it later.',
    together: 'You do it together. Whatever one of you can do here, each of you can.',
    'each-then-together': 'Each of you does it alone first. Then you lay it side by side.',
    'at-once': 'Each of you writes alone. It opens for all of you at the same time.',
  },
  steps: 'What is in it',
  offers: 'What you can show',
  ours: 'What becomes ours',
  enough: 'When it is enough',
  never: 'What it never does',
  examples: 'Two examples',
  invented: 'These people are invented.',
  toPrint: 'On paper',
  print: 'Print it',
  asText: 'Save it as plain text',
  startAlone: 'Begin a sheet',
  start: 'Lay a sheet on the table',
  startHint: 'Everybody here sees that it lies there. What you write on it is yours until you offer it.',
  startHintAlone: 'Only you see it.',
  starting: 'One moment',
  called: 'A name for it, if you like',
  sheet,
} as const;
