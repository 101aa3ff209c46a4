/** The help menu. Read at the worst hour, so the words are the shortest we have. */
export const help = {
  tabTitle: 'Bothways',
  title: 'Here, for tonight',
  lead: 'Nobody is told that you opened this page.',
  breathe: {
    begin: 'Breathe along',
    lead: 'half a minute',
    alone: 'In, as slowly as you like. Out, a little slower. A few times.',
    in: 'In',
    out: 'Out',
    done: 'That was half a minute',
    again: 'Once more',
    slower: 'Slower',
    quicker: 'Quicker',
    stop: 'Stop here',
  },
  near: {
    people: 'My people',
    hardTimes: 'Before hard times',
    hardTimesLine: 'In your own words',
    later: 'Your own people, and lines of your own, can stand here. Sign in to write them.',
    write: 'Put your own people and lines here',
    change: 'Change these',
  },
  listenTitle: 'For a hard talk',
  leaveTitle: 'If somebody may look over your shoulder',
  leave:
    'Quick exit, at the top of every page, takes you to a plain page about tea and locks this place. The list of pages in your browser stays as it is.',
  leaveMore: 'What quick exit can and cannot do',
};
