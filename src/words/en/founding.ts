export const founding = {
  tabTitle: 'Bothways: open a place',
  looking: 'Looking at your link',
  welcome: 'You are about to open a place',
  lead: 'It takes about ten minutes. You are a member here like all the others will be.',
  spentTitle: 'This link has done its work',
  spent:
    'A place was opened with it already. If that was you, sign in. If it was not, ask whoever keeps the machine.',
  wrongTitle: 'This link is not whole',
  wrong:
    'A part of it may have been lost on the way. Copy it again from where it was printed, down to the last letter.',
  awayTitle: 'The machine does not answer',
  signIn: 'Sign in',
  again: 'Try again',
  community: {
    title: 'What do you call this community?',
    label: 'Its name',
    hint: 'Its members see this name. It is locked like all that is written here, so the machine never learns it.',
    missing: 'Give it a name. You can change it later.',
  },
  open: 'Open this place',
  opening: 'Opening it',
};
