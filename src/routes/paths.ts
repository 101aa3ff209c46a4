/** Every address of the house. Links come from here, so that a moved page is moved in one place. */
export const paths = {
  door: () => '/',
  found: (step?: string) => withStep('/found', step),
  join: (step?: string) => withStep('/join', step),
  signIn: () => '/sign-in',
  signInByKit: () => '/sign-in/kit',
  unlock: () => '/unlock',
  host: (step?: string) => withStep('/host', step),
  hostLine: (line: string) => `/host?step=line&line=${encodeURIComponent(line)}`,
  limits: () => '/limits',
  help: () => '/help',
  helpPage: (page: string) => `/help/${page}`,
  easyHelpPage: (page: string) => `/help/${page}/easy`,
  myPeople: () => '/help/people',
  myLines: () => '/help/lines',
  quickExit: () => '/help/quick-exit',
  quiet: () => '/quiet',
  home: () => '/home',
  journal: (space?: string) => (space === undefined ? '/journal' : `/journal?space=${space}`),
  people: (person?: string) => withPlace('/people', person),
  search: (space?: string) => (space === undefined ? '/search' : `/search?in=${space}`),
  person: (person: string) => `/people/${person}`,
  care: () => '/people/care',
  careSeat: () => '/people/care/ask',
  careRemoval: () => '/people/care/removal',
  leaveCommunity: () => '/people/leave',
  invite: () => '/invite',
  me: () => '/me',
  apart: () => '/me/apart',
  takeBreak: () => '/me/break',
  muted: () => '/me/muted',
  keptForHelp: () => '/me/kept',
  takeAlong: (space?: string) => (space === undefined ? '/me/take-along' : `/me/take-along?space=${space}`),
  goForGood: () => '/me/go',
  archive: () => '/archive',
  keys: () => '/me/keys',
  proveKit: () => '/me/keys/check',
  newPassphrase: () => '/me/keys/passphrase',
  newKit: () => '/me/keys/kit',
  newKeys: () => '/me/keys/new',
  space: (space: string, turn?: string) => withPlace(`/spaces/${space}`, turn),
  newCircle: () => '/circles/new',
  joinCircle: (knock?: number) => (knock === undefined ? '/circles/join' : `/circles/join?knock=${knock}`),
  askInto: (space: string) => `/spaces/${space}/ask`,
  without: (space: string) => `/spaces/${space}/without`,
  spaceAbout: (space: string) => `/spaces/${space}/about`,
  retention: (space: string) => `/spaces/${space}/retention`,
  agreement: (space: string, clause?: string) => withPlace(`/spaces/${space}/agreement`, clause),
  tools: (space: string) => `/spaces/${space}/tools`,
  behindDoor: (space: string, door: string) => `/spaces/${space}/tools?door=${door}`,
  tool: (space: string, tool: string) => `/spaces/${space}/tools?tool=${tool}`,
  sheet: (space: string, sheet: string, step?: string) => {
    const path = `/spaces/${space}/tools/${sheet}`;
    return step === undefined ? path : `${path}?step=${step}`;
  },
  moments: (space: string) => `/spaces/${space}/moments`,
  sitting: (space: string) => `/spaces/${space}/sitting`,
  ending: (space: string) => `/spaces/${space}/ending`,
} as const;

function withPlace(path: string, place: string | undefined): string {
  return place === undefined ? path : `${path}#${place}`;
}

function withStep(path: string, step: string | undefined): string {
  return step === undefined ? path : `${path}?step=${step}`;
}
