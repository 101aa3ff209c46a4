/** Why a space stopped, by the code of the problem. */
export const problems = {
  title: 'This space has stopped',
  'log-broken':
    'What the machine handed over for this space does not fit together. Nothing more is read or sent, so that nobody is fooled. Tell whoever runs this place, and ask the other person in some other way.',
  fork: 'The machine shows this space to different people in different ways. Or it was put back from an old copy, and somebody wrote on before what was lost had come back. Nothing more is read or sent here, and what you had read stays. Meet or ring the other person, and knock again to go on in a new space.',
  forgot:
    'The machine has forgotten the newest things that were written here. Perhaps it was put back from an old copy. What you had read is still on this device. As soon as a device that has the missing words is online, they go back by themselves, and you can go on here. Until then nothing is sent. If it stays like this, tell whoever runs this place.',
  'kept-back':
    'Some words here are missing, and nobody took them back. The machine lost them, or keeps them from you. Ask the other person in some other way what they wrote.',
  'please-update':
    'Somebody wrote here with a newer page than this one. Load it once more; then the space opens.',
  'person-differs':
    'The machine handed over a different key for somebody in this space. It may be somebody else. Nothing is sent until you have asked them in some other way.',
  'seen-differs':
    'Somebody here saw things in another order than you. It may be a fault of the machine, or more. Read your six words to each other before you go on.',
  other: 'This space cannot go on just now. Nothing that you wrote is lost.',
  reload: 'Load it once more',
};
