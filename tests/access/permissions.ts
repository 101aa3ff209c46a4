import type { DoorName } from '#protocol/api.ts';
import type { Commit, SpaceKind } from '#protocol/commit.ts';
import type { CommitRefusal } from '#protocol/may-commit.ts';
import type { RefusalCode } from '#protocol/refusal.ts';

/**
 * Who may do what, on one page: at every door, and with every commit. It is written by hand and not read off the code,
 * so that the two have to agree; `doors.test.ts` and `commits.test.ts` beside it try every line. A door or a part of a
 * commit that is not on this page does not get past the gate.
 */

/** Who stands at a door. Ana and Bo had a pair; Ana keeps a seat free for Noor in another. */
export const people = [
  /** No account. */
  'signed out',
  /** Dee: has an account, and is in no space with anybody. */
  'stranger',
  /** Cai: is in the community with the others, and not in this pair. */
  'in another space',
  /** Ana. */
  'member',
  /** Bo, who has left the pair. */
  'former member',
  /** Noor: in the community too, with the link to a pair. Where a door leads into a space, it is that pair. */
  'invited',
  /** No account yet, and the link to the community. */
  'newcomer',
  /** No account, and the link that the machine printed for its host. */
  'host link',
  /** No account, and the link of a house that nobody has founded yet. */
  'founding link',
] as const;
export type Person = (typeof people)[number];

/** A yes, or the no that they hear. */
export type Told = 'yes' | RefusalCode;
type Row = Readonly<Record<Person, Told>>;

const hear = (told: Told): Row => ({
  'signed out': told,
  stranger: told,
  'in another space': told,
  member: told,
  'former member': told,
  invited: told,
  newcomer: told,
  'host link': told,
  'founding link': told,
});
const whoeverIsSignedOut = (told: Told) =>
  ({ 'signed out': told, newcomer: told, 'host link': told, 'founding link': told }) as const;

const everybody = hear('yes');
const signedIn: Row = { ...everybody, ...whoeverIsSignedOut('signed-out') };
/** To everybody who is not in a space there is no such space. */
const outside: Row = { ...hear('not-a-member'), ...whoeverIsSignedOut('signed-out') };
const insiders: Row = { ...outside, member: 'yes' };
/** Those who share any space with the person whom they ask for. */
const acquainted: Row = { ...signedIn, stranger: 'not-found' };
const host: Row = { ...hear('host-link-spent'), 'host link': 'yes' };

/** The event stream and the public settings are not among `doors`, and belong on the page. */
export const doorTable: Readonly<Record<DoorName | 'stream' | 'instance', Row>> = {
  instance: everybody,
  nonce: everybody,
  formerCards: everybody,
  endSession: everybody,

  // Coming in. What opens is what somebody holds, never who they are.
  founding: everybody,
  found: { ...hear('founding-spent'), 'founding link': 'yes' },
  readByInvitation: { ...hear('invitation-unknown'), invited: 'yes', newcomer: 'yes' },
  join: { ...hear('invitation-unknown'), newcomer: 'yes' },
  registerPassphrase: everybody,
  signInStart: everybody,
  /** With words that do not fit. Those that fit are tried in `server/people/sign-in.test.ts`. */
  signInFinish: hear('wrong-words'),
  /** With the twelve words of their own, where they have any. */
  openByKit: { ...everybody, ...whoeverIsSignedOut('kit-unknown') },
  /** With the key of their own account, where they have one. */
  openSession: { ...everybody, ...whoeverIsSignedOut('signature-wrong') },
  /** With a key that is or was of their own account. */
  whyEnded: { ...everybody, ...whoeverIsSignedOut('signature-wrong') },

  // One's own.
  stream: signedIn,
  account: signedIn,
  heads: signedIn,
  vault: signedIn,
  putVault: signedIn,
  changeAccount: signedIn,
  closeAccount: signedIn,
  letters: signedIn,
  boxesAsked: signedIn,
  openSpace: signedIn,

  // Somebody else.
  chain: acquainted,
  leaveLetter: acquainted,

  // In a space.
  log: insiders,
  /** Up to the entry that ended their time there, and no further. */
  formerLog: { ...outside, 'former member': 'yes' },
  boxes: insiders,
  append: insiders,
  putBlob: insiders,
  /** What Ana brought and shows. */
  readBlob: insiders,
  leaveBox: insiders,
  askForBox: insiders,
  boxOpened: insiders,
  /** Entries by anybody, brought by whoever is in the space as they leave it. */
  giveBack: insiders,
  leave: insiders,
  commit: { ...insiders, invited: 'yes' },
  /** Whoever is in takes back by an event of theirs. */
  drop: { ...outside, 'former member': 'yes' },

  // The machine.
  machineRoom: host,
  changeCard: host,
  changePublicText: host,
  changeHelpLine: host,
};

/** Who opens which kind of space, by its first commit, and where they bring it. */
export const openingTable: Readonly<
  Record<SpaceKind, { readonly may: 'yes' | CommitRefusal; readonly at: 'openSpace' | 'found' }>
> = {
  solo: { may: 'yes', at: 'openSpace' },
  pair: { may: 'yes', at: 'openSpace' },
  circle: { may: 'yes', at: 'openSpace' },
  /** Once, with the founding link. */
  community: { may: 'yes', at: 'found' },
  cohort: { may: 'not-in-this-kind', at: 'openSpace' },
};

/** Who writes a commit into a space. */
export const writers = ['member', 'other member', 'former member', 'invited', 'stranger'] as const;
export type Writer = (typeof writers)[number];

/** Where: every kind that can be opened, and a pair before its second has come and after one has gone. */
export const scenes = [
  'solo',
  'waiting pair',
  'pair',
  'pair with one left',
  'circle',
  'circle with one left',
  'community',
] as const;
export type Scene = (typeof scenes)[number];
export const kindOf: Readonly<Record<Scene, SpaceKind>> = {
  solo: 'solo',
  'waiting pair': 'pair',
  pair: 'pair',
  'pair with one left': 'pair',
  circle: 'circle',
  'circle with one left': 'circle',
  community: 'community',
};

/** What a commit does. */
export const acts = [
  'adds its author by the link',
  'adds its author by the link, and opens a seat',
  'adds its author without a yes',
  'adds somebody else, who said yes',
  'opens a seat',
  'opens a seat in a new epoch',
  'closes a seat',
  'begins a new epoch',
  'begins two at once',
  'moves a member to a later link',
  'moves a member back',
  'removes a member',
  'removes its author',
  'changes the care circle',
  'names a facilitator',
  'brings a cause',
  'changes the kind',
  'does nothing',
  'removes a member, by the word of two of the care circle',
  'removes a member, by one word said twice',
  'fills a seat of the care circle',
  // The last, for it is true.
  'leaves the care circle',
] as const;
export type Act = (typeof acts)[number];

type Answer = 'yes' | CommitRefusal;
/** By writer. Who is not there in a scene has no answer. */
type Answers = Readonly<Partial<Record<Writer, Answer>>>;

/** The same for whoever writes it. */
const nobody = (answer: Answer): Answers => ({
  member: answer,
  'other member': answer,
  'former member': answer,
  invited: answer,
  stranger: answer,
});
const notForOthers = {
  'former member': 'not-a-member',
  invited: 'not-a-member',
  stranger: 'not-a-member',
} as const;
/** What one member may the other may too. */
const bothWays = (answer: Answer): Answers => ({ ...notForOthers, member: answer, 'other member': answer });
const byLink = (invited: Answer, others: Answer): Answers => ({
  member: 'already-a-member',
  'other member': 'already-a-member',
  invited,
  'former member': others,
  stranger: others,
});

/** The same in every kind. */
const inEveryKind = {
  'adds its author without a yes': byLink('newcomer-needs-invitation', 'newcomer-needs-invitation'),
  'adds somebody else, who said yes': nobody('newcomer-adds-only-itself'),
  'begins two at once': bothWays('epoch-must-rise'),
  'moves a member to a later link': bothWays('yes'),
  'moves a member back': bothWays('update-not-later'),
  'removes a member': nobody('nobody-is-removed'),
  'removes its author': nobody('nobody-is-removed'),
  'changes the care circle': nobody('not-in-this-kind'),
  'names a facilitator': nobody('not-in-this-kind'),
  'brings a cause': nobody('not-in-this-kind'),
  'changes the kind': nobody('kind-is-fixed'),
  'does nothing': bothWays('nothing-to-do'),
  'removes a member, by the word of two of the care circle': nobody('nobody-is-removed'),
  'removes a member, by one word said twice': nobody('nobody-is-removed'),
  'fills a seat of the care circle': nobody('not-in-this-kind'),
  'leaves the care circle': nobody('not-in-this-kind'),
} as const satisfies Partial<Record<Act, Answers>>;

const pairs = {
  ...inEveryKind,
  'adds its author by the link, and opens a seat': byLink(
    'newcomer-adds-only-itself',
    'newcomer-adds-only-itself',
  ),
  'begins a new epoch': bothWays('yes'),
} as const;
/** Never a third, also after one has left. */
const fullPair: Readonly<Record<Act, Answers>> = {
  ...pairs,
  'adds its author by the link': byLink('invitation-not-open', 'invitation-not-open'),
  'opens a seat': bothWays('epoch-must-rise'),
  'opens a seat in a new epoch': bothWays('pair-is-full'),
  'closes a seat': bothWays('invitation-not-open'),
};

/** Anybody in it lets somebody in, and nobody puts anybody out. */
const circles: Readonly<Record<Act, Answers>> = {
  ...inEveryKind,
  'adds its author by the link': byLink('yes', 'invitation-not-open'),
  'adds its author by the link, and opens a seat': byLink(
    'newcomer-adds-only-itself',
    'newcomer-adds-only-itself',
  ),
  'opens a seat': bothWays('epoch-must-rise'),
  'opens a seat in a new epoch': bothWays('yes'),
  'closes a seat': bothWays('yes'),
  'begins a new epoch': bothWays('yes'),
};

export const commitTable: Readonly<Record<Scene, Readonly<Record<Act, Answers>>>> = {
  solo: {
    ...inEveryKind,
    'adds its author by the link': nobody('solo-is-alone'),
    'adds its author by the link, and opens a seat': nobody('solo-is-alone'),
    'adds its author without a yes': nobody('solo-is-alone'),
    'adds somebody else, who said yes': nobody('solo-is-alone'),
    'opens a seat': bothWays('epoch-must-rise'),
    'opens a seat in a new epoch': bothWays('solo-is-alone'),
    'closes a seat': bothWays('invitation-not-open'),
    'begins a new epoch': bothWays('yes'),
  },
  'waiting pair': {
    ...pairs,
    'adds its author by the link': byLink('yes', 'invitation-not-open'),
    'opens a seat': bothWays('epoch-must-rise'),
    'opens a seat in a new epoch': bothWays('pair-is-full'),
    'closes a seat': bothWays('yes'),
  },
  pair: fullPair,
  'pair with one left': fullPair,
  circle: circles,
  'circle with one left': circles,
  community: {
    ...inEveryKind,
    'adds its author by the link': byLink('yes', 'invitation-not-open'),
    'adds its author by the link, and opens a seat': byLink(
      'newcomer-adds-only-itself',
      'newcomer-adds-only-itself',
    ),
    'opens a seat': bothWays('yes'),
    'opens a seat in a new epoch': bothWays('yes'),
    'closes a seat': bothWays('yes'),
    'begins a new epoch': bothWays('yes'),
    // Ana, Bo and Cai are its care circle.
    'removes a member': bothWays('epoch-must-rise'),
    'removes its author': bothWays('epoch-must-rise'),
    'changes the care circle': bothWays('care-one-at-a-time'),
    'removes a member, by the word of two of the care circle': bothWays('yes'),
    'removes a member, by one word said twice': bothWays('care-statement-wrong'),
    'fills a seat of the care circle': bothWays('yes'),
    'leaves the care circle': bothWays('yes'),
  },
};

/** The parts of a commit, and the acts above that use each. Parts that only say where it belongs have none. */
export const actsByPart: Readonly<Record<keyof Commit, readonly Act[]>> = {
  v: [],
  suite: [],
  space: [],
  number: [],
  prev: [],
  author: [],
  stateHash: [],
  kind: ['changes the kind'],
  adds: [
    'adds its author by the link',
    'adds its author by the link, and opens a seat',
    'adds its author without a yes',
    'adds somebody else, who said yes',
  ],
  updates: ['moves a member to a later link', 'moves a member back'],
  removes: [
    'removes a member',
    'removes its author',
    'removes a member, by the word of two of the care circle',
    'removes a member, by one word said twice',
  ],
  opens: ['opens a seat', 'opens a seat in a new epoch'],
  closes: ['closes a seat'],
  care: ['changes the care circle', 'fills a seat of the care circle', 'leaves the care circle'],
  facilitators: ['names a facilitator'],
  cause: [
    'brings a cause',
    'removes a member, by the word of two of the care circle',
    'fills a seat of the care circle',
  ],
  epoch: ['begins a new epoch', 'begins two at once'],
  keyHash: ['begins a new epoch'],
  earlier: ['begins a new epoch'],
};
