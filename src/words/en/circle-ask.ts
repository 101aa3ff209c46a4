/** Asking one more into a circle: by a line of words, or by a link. */
export const circleAsk = {
  tabTitle: 'Bothways: who may come in',
  title: 'Ask somebody in',
  lead: 'Anybody in a circle can ask one more person. All of you see that a seat is free.',
  reads:
    'Whoever holds a free seat can read what is said from now on, and what you agree. They read nothing that was said before.',
  whom: 'Somebody of this place',
  whomNone: 'Everybody of this place is in this circle already.',
  whomMissing: 'Choose one person.',
  words: 'A line, why',
  wordsMissing: 'One line is enough.',
  ask: 'Ask',
  asking: 'Asking',
  asked: 'Asked. There is no hurry in an answer.',
  linkTitle: 'Or a link for one person',
  linkLead: 'It lets one person of this place in, once, and lasts seven days.',
};
