/** Who the tests are about. Nobody of them comes first, and none of them helps the others more than they help back. */
export const cast = {
  ana: { name: 'Ana', introduction: 'Bakes at night and sleeps when it is loud outside.' },
  bo: { name: 'Bo', introduction: 'Mends bicycles, listens well, talks on walks.' },
  cai: { name: 'Cai', introduction: 'Was a tram driver. Sings bass.' },
} as const;

export const communityName = 'The Long Table';

export const card = {
  whoRuns: 'A test, on this machine.',
  whatTheySee: 'Who is here and when something is written; no word of it.',
  boundByLaw: 'Nobody here is bound to tell anybody.',
  ifSomebodyTalksOfDying: 'We stay and talk.',
  howLongThingsStay: 'Until the test is over.',
  ages: '18 and over.',
};
