import type { Scene } from './scene.ts';

export const caiAndDee: Scene = {
  between: ['cai', 'dee'],
  words: 'I liked that you would rather be asked than guessed at. So I am asking: shall we talk a bit?',
  lines: [
    { by: 'dee', says: 'Yes. Thank you for asking it like that.' },
    { by: 'cai', says: 'I practised. My first go had the word “youngster” in it.' },
    { by: 'dee', says: 'I would have let that one be, in silence, for ever.' },
    { by: 'cai', says: 'What are you drawing these nights?' },
    {
      by: 'dee',
      says: 'Stairwells. Every stairwell I have lived over. There are eleven. I am on the fourth.',
    },
    { by: 'cai', says: 'I could draw you every stop of the number six, with the puddles.' },
    { by: 'dee', says: 'Do you miss it?' },
    {
      by: 'cai',
      says: 'I miss being expected. At ten past five somebody stood in the cold who would have been angry had I not come. Nobody is angry now. You would think that is pleasant.',
    },
    { by: 'dee', says: 'I would like to be expected somewhere about twice a week and no more.' },
    {
      by: 'dee',
      proposes: 'On Tuesdays and Fridays we expect each other here, some time before midnight.',
      as: 'expected',
      step: 'meeting-and-silence',
    },
    { by: 'cai', answers: 'expected', answer: 'yes' },
    { by: 'cai', says: 'I am expected. I have told the cat.' },
    {
      by: 'dee',
      says: 'It is loud in my head tonight. I am not asking for anything, I just do not want to be pretending to you.',
    },
    { by: 'cai', says: 'What does loud mean, with you?' },
    {
      by: 'dee',
      says: 'Like three radios in the flat above, and one of them knows my name. I can still hear the street under it, so it is not the worst sort of night.',
    },
    {
      by: 'cai',
      says: 'I have not had the radios. I have had the other thing, where no sound comes in at all. What would be good company for it?',
    },
    { by: 'dee', says: 'Something long and dull with an ending.' },
    {
      by: 'cai',
      says: 'In the winter of the big snow I had a tram stand for five hours at Mill Bridge with nineteen people in it and one cello. By the second hour the cellist had been persuaded. By the third we had found out that the conductor of the fish market choir was aboard. I have never since been able to hear that piece without smelling wet wool. Then a plough came, and everybody said good night by name. That is the ending.',
    },
    { by: 'dee', says: 'Two radios. That was a good tram.' },
    { by: 'cai', says: 'I could not go to choir on Monday. I got as far as the coat.' },
    { by: 'dee', says: 'What was after the coat?' },
    { by: 'cai', says: 'The shoes. I sat and looked at them. It is a silly thing to lose an evening to.' },
    { by: 'dee', says: 'I lost a whole April to a lift. I do not find shoes silly.' },
    { by: 'cai', says: 'Then I feel less alone with my shoes, and I thank you.' },
    {
      by: 'cai',
      proposes: 'We each say how it is with us before we ask how it is with the other.',
      as: 'how-it-is',
      step: 'hopes-and-offers',
    },
    { by: 'dee', answers: 'how-it-is', answer: 'yes' },
    { by: 'dee', letsGo: 'how-it-is' },
    {
      by: 'dee',
      says: 'I let go of the one about saying how it is first. Some nights I would rather start with stairwells.',
    },
    {
      by: 'cai',
      says: 'Then it is not ours any more, and that is what the page is for. How is the fourth stairwell?',
    },
    { by: 'dee', says: 'It has a bicycle in it that I had forgotten. I was happy on that bicycle.' },
    {
      by: 'dee',
      proposes: 'We do not say “good for your age”, in either direction.',
      as: 'age',
      step: 'words-we-like',
    },
    { by: 'cai', says: 'Friday, then. I have a puddle for you.' },
  ],
};
