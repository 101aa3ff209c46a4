/** Why a space stopped, by the code of the problem. */
export const problems = {
  title: 'This space has stopped',
  'log-broken':
    'What the machine handed over for this space does not fit together. Nothing more is read or sent, so that nobody is fooled. Tell whoever runs this place, and ask the other person in some other way.',
  fork: 'The machine shows this space to different people in different ways. Nothing more is read or sent here. Meet or ring the other person before you trust it again.',
  'please-update':
    'Somebody wrote here with a newer page than this one. Load it once more; then the space opens.',
  other: 'This space cannot go on just now. Nothing that you wrote is lost.',
  reload: 'Load it once more',
};
