/** What somebody reads before they sit down in a circle. */
export const circleJoin = {
  tabTitle: 'Bothways: a seat in a circle',
  looking: 'Looking at the circle',
  title: (circle: string) => `A seat in ${circle}`,
  titleNone: 'A seat in a circle',
  kept: (name: string) => `${name} kept it for you.`,
  here: (names: string) => `In it now: ${names}.`,
  apart:
    'Somebody you have chosen not to meet is in this circle. Nobody is told, whether you come in or not.',
  purpose: 'What it is for',
  reads:
    'You will read what is said from the day of this seat on. What was said before stays with those who were there.',
  agreeTitle: 'What they agree',
  agreeLead:
    'Please read this first. Coming in is no yes to it. Once you are in, each sentence waits for you by name, and you answer when you like.',
  agreeNone: 'Nothing is agreed there yet.',
  comeIn: 'I have read it. Come in',
  comingIn: 'Coming in',
  letBe: 'Let it be',
  already: 'You are in this circle already.',
  goIn: 'Go there',
  usedTitle: 'Somebody has this seat already',
  used: 'A seat is for one person. If it was not you, ask for another.',
  expiredTitle: 'This seat is not kept any more',
  expired: 'Seats are kept for seven days, or until one of the circle closes them. Ask for another.',
  alteredTitle: 'This link is not whole',
  altered: 'A part may have been lost on the way. Ask for it once more.',
  awayTitle: 'The machine does not answer',
  again: 'Try again',
  goHome: 'Go home',
};
