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

/** A help line that says all of it. It does not exist. */
export const warmLine = {
  name: 'Evening warm line',
  kind: 'peer-warm-line',
  regions: ['Linden County'],
  ways: [{ by: 'call', number: '+00 0000 0000' }],
  whoAnswers: 'peers',
  hours: { text: 'Every evening until one', zone: 'Europe/Dublin' },
  languages: null,
  cost: 'Free.',
  ages: null,
  records: null,
  maySendWithoutYes: { answer: 'no', source: 'Noor asked them in November.' },
  checked: { on: '2030-11-14', by: 'Noor' },
} as const;
