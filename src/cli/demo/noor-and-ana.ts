import type { Scene } from './scene.ts';

export const noorAndAna: Scene = {
  between: ['ana', 'noor'],
  words:
    'A bag of seeds is a good thing to bring to a town. I have a balcony that faces the right way. May I hear more?',
  lines: [
    { by: 'noor', says: 'صباح الخير' },
    { by: 'noor', says: 'That is good morning, for whenever your morning is.' },
    { by: 'ana', says: 'Mine was nine hours ago. Good morning to you. What is in the bag?' },
    {
      by: 'noor',
      says: 'Beans, two sorts. Okra, which is sulking. And one packet without a name that my uncle put in as a joke.',
    },
    { by: 'ana', says: 'You have to sow the joke.' },
    {
      by: 'noor',
      says: 'I am saving it for when the papers come. Then I will find out two things on one day.',
    },
    { by: 'ana', says: 'How long is it now?' },
    { by: 'noor', says: 'Fourteen months. I had a letter that says my letter has been received.' },
    { by: 'ana', says: 'What do you do with a day that has that in it?' },
    {
      by: 'noor',
      says: 'I walk to the river and back and I count doors that are blue. Some days I stay in the bed and count nothing. You?',
    },
    {
      by: 'ana',
      says: 'I bake for two hundred people and then I eat standing up. When it is bad I cannot taste salt. I found that out from a customer.',
    },
    { by: 'noor', says: 'Then on a bad day you send me the bread and I tell you about the salt.' },
    { by: 'ana', says: 'And on your bed days I count the blue doors on Quay Street for you. I pass eleven.' },
    { by: 'noor', says: 'Twelve. One has been painted since.' },
    {
      by: 'noor',
      proposes: 'We may write at any hour. Nobody has to wake up for it.',
      as: 'any-hour',
      step: 'meeting-and-silence',
    },
    { by: 'ana', answers: 'any-hour', answer: 'yes' },
    {
      by: 'ana',
      proposes:
        'If I use a word you do not know, or you use one I do not know, we ask, and nobody is embarrassed.',
      as: 'words',
      step: 'words-we-like',
    },
    { by: 'noor', answers: 'words', answer: 'yes' },
    {
      by: 'noor',
      proposes: 'I tell you when I have news about the papers. You do not need to ask.',
      as: 'papers',
      step: 'hopes-and-offers',
    },
    {
      by: 'ana',
      says: 'I have a box of earth on the balcony that has nothing in it yet. I am only mentioning it.',
    },
    {
      by: 'noor',
      says: 'I heard you mention it. I am bringing beans on Saturday, and I am bringing them in person.',
    },
  ],
};
