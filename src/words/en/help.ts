export const help = {
  tabTitle: 'Bothways',
  title: 'Here, for tonight',
  lead: 'Nobody is told that you opened this page.',
  breathe: {
    begin: 'Breathe along',
    lead: 'as long as you like',
    in: 'In',
    out: 'Out',
    slower: 'Slower',
    quicker: 'Quicker',
    stop: 'Stop here',
  },
  nearTitle: 'Somebody you know',
  near: 'If there is a person you could ring or write to, it does not need a good reason. “Can you sit with me for ten minutes?” is enough.',
  outsideTitle: 'Somebody outside',
  outside:
    'The host of this place adds the help lines of your area here. None has been added yet. Some lines can send help without your yes; this page will say which.',
  leaveTitle: 'If somebody may look over your shoulder',
  leave:
    'Quick exit, at the top of every page, takes you to a plain page about tea. This page is then gone from the way back; pages you opened before it may still be there.',
};
