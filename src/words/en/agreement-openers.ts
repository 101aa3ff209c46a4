/** Where a sentence may begin. None has to be used, and each can be ended in any way. */
export const agreementOpeners = {
  'hopes-and-offers': {
    title: 'What we hope for and offer',
    openers: ['What I hope for is ', 'What I can offer is ', 'What I would like from you is '],
  },
  'what-helps': {
    title: 'What helps, and what does not',
    openers: [
      'On a bad day it helps me when ',
      'It does not help me when ',
      'When I go quiet, I like it if ',
    ],
  },
  'meeting-and-silence': {
    title: 'When we meet, and what silence means',
    openers: ['We meet ', 'If I do not answer, it means ', 'If I cannot come, I '],
  },
  'power-we-have': {
    title: 'What gives one of us more say',
    openers: [
      'I am paid for ',
      'I hold the keys to ',
      'I am bound by law to ',
      'I have been here longer, so I ',
    ],
  },
  privacy: {
    title: 'What stays between us',
    openers: ['What we say here stays ', 'I may tell somebody else if ', 'Before I tell somebody, I '],
  },
  'words-we-like': {
    title: 'Words we like, words we leave',
    openers: ['Call it ', 'I would rather not hear the word ', 'About me I say '],
  },
  'getting-it-wrong': {
    title: 'When one of us gets it wrong',
    openers: ['When I get it wrong, tell me ', 'If something hurt me, I say so ', 'To set things right, I '],
  },
  'pausing-and-ending': {
    title: 'How we pause, how we end',
    openers: ['When I need a pause, I say ', 'We end by ', 'After a long silence, one of us '],
  },
  revisiting: {
    title: 'When we look at this again',
    openers: ['We look at this again ', 'If one of us wants to change a sentence, we '],
  },
};
