import type { PersonKey } from './scene.ts';

export const communityName = 'The Long Table';

/** In the order in which they came. The first founded the community. */
export const people: readonly { readonly key: PersonKey; readonly name: string; readonly words: string }[] = [
  {
    key: 'ana',
    name: 'Ana',
    words:
      'I bake, so I get up when others go to bed. My mother died two winters ago and I am still finding her handwriting in things. I like long silences and short walks, and I can talk about rye for longer than anybody wants.',
  },
  {
    key: 'bo',
    name: 'Bo',
    words:
      'I mend bicycles by the canal and live with a dog who is older than the street. I have been in places I do not talk about at work. Here I might. I write slowly, and I mean it when I do.',
  },
  {
    key: 'cai',
    name: 'Cai',
    words:
      'Thirty years on the trams, four years off them. I lost my footing when the uniform went, and some of the ground has come back. I sing bass in a choir that is always short of basses.',
  },
  {
    key: 'dee',
    name: 'Dee',
    words:
      'I draw at night and study by day, or the other way round when things are loud in my head. I would rather be asked than guessed at. I know good soup and bad landlords.',
  },
  {
    key: 'noor',
    name: 'Noor',
    words:
      'I came to this town with one suitcase and a bag of seeds. Two of those beans are trees by now, if you believe me. Waiting is my main work at present. I am glad of company in it.',
  },
];

/** Plain examples: a real host writes their own before anybody comes in. */
export const card = {
  whoRuns:
    'This is a demo on your own machine. It was started by whoever typed the command, and it is gone when they stop it.',
  whatTheySee:
    'Whoever runs it sees that there are five people, who shares a space with whom, and when something is written. They do not see a word, a title or a name.',
  boundByLaw:
    'Nobody here is paid, and nobody here has a duty to report. On a real server this is where such a duty stands, in plain words, with whom it goes to.',
  ifSomebodyTalksOfDying:
    'We stay and talk. Nobody calls anybody without telling you first, unless a life is in danger this minute.',
  howLongThingsStay: 'Until the demo stops. Then the folder with everything in it is removed.',
  ages: 'For people of 18 and over.',
};

/** A knock that nobody has answered yet. */
export const openKnock = {
  from: 'dee',
  to: 'ana',
  words:
    'You wrote that you get up when others go to bed. I am often the one going. Shall we say good night and good morning to each other now and then?',
} as const satisfies { from: PersonKey; to: PersonKey; words: string };
