import type { Closing } from '#device/closing.ts';
import type { ArchiveWords } from '#device/archive/html.ts';
import type { ArchiveView } from '#device/archive/view.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import type { AgreementView } from '#domain/agreement/view.ts';
import type { CircleLook } from '#domain/space/look.ts';
import type { TurnFile } from '#domain/conversation/file.ts';
import type { shown } from '#domain/conversation/shown.ts';
import type { Turn } from '#domain/conversation/state.ts';
import type { RetentionView } from '#domain/retention/view.ts';
import type { SearchQuestion, SearchView } from '#device/search/question.ts';
import type { voiced } from '#domain/conversation/voiced.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Keeping, MomentsView } from '#device/moments.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Millis } from '#kernel/time.ts';
import type { SheetDoors, SheetsQuestion, SheetsView } from '#device/worksheet/sheets.ts';
import type { MachineRoom } from '#protocol/machine-room.ts';
import type { HostCard, Instance } from '#protocol/instance.ts';
import type { SpaceKind } from '#protocol/commit.ts';

/** Public things of the wire that pages show as they are. */
export type { HostCard, Instance, MachineRoom };

/**
 * This device, as the pages know it. In a browser it lives in a Worker and the page talks to it through
 * `device/remote.ts`; in tests and in the CLI it is called as it is. So everything that crosses here is plain data.
 */
export interface Device extends SheetDoors {
  /** Calls `run` now with what is known, and again at each change. Returns the stop. */
  watch<Topic extends keyof Views>(topic: Topic, run: (view: Views[Topic]) => void): () => void;
  watchSpace(space: SpaceId, run: (view: SpaceView) => void): () => void;
  /** What is found of these words on this device. Nothing of them leaves it, and nothing of them is kept. */
  watchSearch(question: SearchQuestion, run: (view: SearchView) => void): () => void;
  /** The sheets of a space, or one of them with what I keep to myself on it. */
  watchSheets(question: SheetsQuestion, run: (view: SheetsView) => void): () => void;

  /** Public settings of this server, the host card among them. */
  instance(): Promise<Result<Instance>>;
  /** Draws the sign-in name, six words for a passphrase and the kit for a new person. Nothing leaves the device. */
  drawAccount(): Promise<AccountDraft>;
  /** Says yes to the card that is being asked about. Refused with `card-changed` where it is not the one of now. */
  sayYesToCard(card: HostCard): Promise<Result<void>>;
  /** What the host's link opens. `token` is what stands behind the `#`. */
  machineRoom(token: string): Promise<Result<MachineRoom>>;
  changeCard(change: { token: string; card: HostCard }): Promise<Result<void>>;
  changePublicText(change: { token: string; text: string }): Promise<Result<void>>;
  /** Says what is shown in the place of a help line. `seen` is what the host had before their eyes. */
  changeHelpLine(change: {
    token: string;
    name: string;
    seen: HelpLineSaid;
    change: HelpLineSaid;
  }): Promise<Result<void>>;
  isFoundingOpen(token: string): Promise<Result<boolean>>;
  found(founding: Founding): Promise<Result<void>>;
  /** What an invitation link opens. `fragment` is what stands behind the `#`. */
  readInvitation(fragment: string): Promise<Result<InvitationView>>;
  join(joining: Joining): Promise<Result<void>>;
  signIn(signIn: { signinName: string; passphrase: string }): Promise<Result<void>>;
  /** Whether the twelve words open an account here, and six words that may become its new passphrase. */
  openKit(kit: readonly string[]): Promise<Result<AccountDraft>>;
  /**
   * Comes back with the twelve words, and sets a new passphrase on the way. With `rotate` my keys change as well, and
   * all my other devices are signed out.
   */
  comeBack(back: { kit: readonly string[]; passphrase: string; rotate?: boolean }): Promise<Result<void>>;
  signOut(): Promise<Result<void>>;
  /** One file with all that I can read, made on this device. Refused with `nothing-to-take` where there is nothing. */
  takeAlong(taking: TakingAlong): Promise<Result<TakenAlong>>;
  /** Shows what somebody took along, here or elsewhere. Nothing of it is kept, and nobody needs to be at home. */
  openArchive(file: Blob): Promise<Result<ArchiveView>>;
  /** Refused with `file-differs` where it is not what its author sealed. */
  openArchivedFile(archived: ArchivedFile): Promise<Result<Bytes>>;
  /**
   * The end of my account. It goes on by itself from here, also when the line breaks or the device is closed, until
   * nobody is here any more. Only before it begins can it be refused.
   */
  eraseMe(erasing: ErasingMe): Promise<Result<void>>;
  /** Drops every key in all tabs. What rests here stays, and the passphrase opens it again. */
  lock(): Promise<void>;
  /** Needs no line. */
  unlock(passphrase: string): Promise<Result<void>>;

  /** Shows that the twelve words were kept right. */
  proveKit(kit: readonly string[]): Promise<Result<void>>;
  /** Six words and twelve words that may take the place of mine. Nothing is changed by drawing them. */
  drawAgain(): Promise<Result<AccountDraft>>;
  changePassphrase(change: { present: string; next: string }): Promise<Result<void>>;
  /** A new kit in the place of the old one, which opens nothing any more. */
  changeKit(change: { passphrase: string; kit: readonly string[] }): Promise<Result<void>>;
  /**
   * Signs out all my other devices, and changes the keys of this one. They are brought into my spaces one after another;
   * `oldKeysOpen` of each says where the old ones still read. Where only the answer is lost it is refused with `offline`,
   * and asked for again as soon as there is a line: `keysAsked`.
   */
  rotateKeys(): Promise<Result<void>>;

  /** Opens an invitation to the community; the answer is the link to hand over. */
  invite(): Promise<Result<{ link: string; until: Millis }>>;
  closeInvitation(id: string): Promise<Result<void>>;
  /** My own notebook, opened where there is none yet. Two devices of mine that open it at once open the same one. */
  openJournal(): Promise<Result<SpaceId>>;
  /** Whether home goes on saying what this place is. Kept on all my devices. */
  putBeginningAway(away: boolean): Promise<Result<void>>;
  knock(knock: { to: PersonId; words: string }): Promise<Result<void>>;
  acceptKnock(id: number): Promise<Result<SpaceId>>;
  /** Lets a knock be. Nobody is told. */
  letKnockBe(id: number): Promise<Result<void>>;
  introduce(words: string): Promise<Result<void>>;

  /** Opens a circle with me in it, and asks the others by a knock each. Whoever could not be asked is named. */
  openCircle(opening: CircleOpening): Promise<Result<CircleOpened>>;
  /** Asks one more into a circle of mine. */
  askIntoCircle(space: SpaceId, asked: { to: PersonId; words: string }): Promise<Result<void>>;
  /** Keeps a seat free in a circle of mine; the answer is the link to hand over. */
  openSeat(space: SpaceId): Promise<Result<{ link: string; until: Millis }>>;
  closeSeat(space: SpaceId, id: string): Promise<Result<void>>;
  /** What a circle is, and what it agrees, for somebody who is asked to come in. */
  lookAtSeat(at: SeatAt): Promise<Result<SeatView>>;
  /** Comes into a circle. */
  takeSeat(at: SeatAt): Promise<Result<SpaceId>>;
  /** Calls me this in the community and in all my spaces, and lets go of the former name. */
  rename(name: string): Promise<Result<void>>;

  /** Says something in a space. On disk before anything is sent; shows as pending at once. */
  act(space: SpaceId, draft: DraftEvent): Promise<Result<EventId>>;
  /** Brings a picture or a recording. Sealed and on disk before anything is sent; shows as pending at once. */
  bring(space: SpaceId, file: FileToBring): Promise<Result<EventId>>;
  /** What a turn shows or lets hear. It is fetched where it is not here, and checked before it comes out. */
  file(space: SpaceId, turn: EventId): Promise<Result<Bytes>>;
  /** Sends again what a refusal stopped, sealed anew. */
  retry(space: SpaceId, pending: EventId): Promise<Result<void>>;
  /** Takes back something that was never sent. */
  discard(space: SpaceId, pending: EventId): Promise<Result<void>>;
  /** Shows more of the past in this space's view, as far back as a turn and some before it where one is named. */
  showEarlier(space: SpaceId, to?: EventId): Promise<void>;
  /** I have seen up to here; kept on my devices only. */
  seen(space: SpaceId, seq: number): Promise<void>;
  /** Keeps what is being written in a space, part by part: what is not named stays as it was. */
  keepDraft(space: SpaceId, draft: Partial<MessageDraft>): Promise<void>;
  /** What becomes of a space on my devices when it has ended; the others learn only that I have chosen. */
  chooseKeeping(space: SpaceId, keeping: Keeping | null): Promise<Result<void>>;
  /** Half a text of any other page, sealed until it is sent or dropped; an empty one takes it away. */
  keepAside(place: string, text: string): Promise<void>;
  /** What was put aside there; empty where nothing was. */
  aside(place: string): Promise<string>;
  /** Goes, at once. What was here stays readable on my devices until I drop it. */
  leave(space: SpaceId): Promise<Result<void>>;
  /** Signs for something and asks the care circle for it. Done at once where that is enough. */
  askCare(asking: CareAsking): Promise<Result<CareOutcome>>;
  /** Signs for what another asked. Whoever signs as the last one carries it out. */
  agreeToCare(ask: EventId): Promise<Result<CareOutcome>>;
  /** Asks no longer. */
  takeBackCare(ask: EventId): Promise<Result<void>>;
  leaveCareCircle(): Promise<Result<void>>;
  /** Lets go of a space that I left: nothing of it stays on my devices. */
  dropLeft(space: SpaceId): Promise<Result<void>>;
  /** No line of news about this space, on my devices. */
  mute(space: SpaceId, muted: boolean): Promise<Result<void>>;
  /** Closes what others write with this word in it, on my devices, or opens it again. Refused for what is no word. */
  muteWord(word: string, muted: boolean): Promise<Result<void>>;
  /** Chooses not to meet somebody, or to meet them again. Nobody is told, the server neither. */
  keepApart(person: PersonId, apart: boolean): Promise<Result<void>>;
  /** Whether somebody I have chosen not to meet is among these people: asked before I come into a space. */
  meetsSomebodyApart(roster: readonly PersonId[]): Promise<Result<boolean>>;
  /** Takes a break from being found and asked, or comes back. */
  takeBreak(away: boolean): Promise<Result<void>>;
  /** Gone over to the other margin, on this device only. */
  swapSides(space: SpaceId): Promise<void>;
}

export type FileToBring = PictureToBring | RecordingToBring;

export interface PictureToBring extends AnyFileToBring {
  readonly sort: 'picture';
  readonly type: Shown['type'];
  readonly width: number;
  readonly height: number;
}

export interface RecordingToBring extends AnyFileToBring {
  readonly sort: 'recording';
  readonly type: Voiced['type'];
  readonly seconds: number;
}

interface AnyFileToBring {
  /** The same word for the same act: asked for twice, it is brought once. */
  readonly once: Bytes;
  readonly bytes: Bytes;
  /** Both may be empty. */
  readonly description: string;
  readonly note: string;
}

type Shown = Parameters<typeof shown>[0];
type Voiced = Parameters<typeof voiced>[0];

export interface TakingAlong {
  /** Null for all of them. */
  readonly spaces: readonly SpaceId[] | null;
  readonly words: ArchiveWords;
}

export interface TakenAlong {
  readonly file: Blob;
  /** How many spaces are in it. */
  readonly spaces: number;
  /** How many pictures and recordings are not: they were not on this device, and could not be fetched. */
  readonly missing: number;
}

/** A picture or a recording in an archive, and what the turn that shows it says of it. */
export interface ArchivedFile {
  readonly zip: Blob;
  readonly path: string;
  readonly file: TurnFile;
}

export interface ErasingMe {
  /** Asked for again: whoever has only this device in their hand ends nobody's account. */
  readonly passphrase: string;
  /** Spaces from which my words go with me. In the others they stay with whoever is there. */
  readonly takingWords: readonly SpaceId[];
}

/** What the host makes of a help line: neither hidden nor written is the line as it came along. */
export interface HelpLineSaid {
  readonly hidden: boolean;
  readonly line?: unknown;
}

export interface Views {
  readonly device: DeviceView;
  readonly home: HomeView;
  readonly community: CommunityView;
}

export interface DeviceView {
  /**
   * `nobody`: no account on this device yet. `locked`: somebody's, and nothing of it can be opened now.
   * `keys-changed`: another device of mine changed a way in. `ended-elsewhere`: another device of mine changed my keys
   * and signed this one out, and nothing is here any more. `closed`: I went for good, here or on another device.
   */
  readonly situation:
    | 'starting'
    | 'nobody'
    | 'locked'
    | 'open'
    | 'gone-elsewhere'
    | 'keys-changed'
    | 'ended-elsewhere'
    | 'closed'
    | 'please-update'
    | 'broken';
  readonly me: { readonly person: PersonId; readonly name: string; readonly signinName: string } | null;
  readonly line: { readonly state: 'online' } | { readonly state: 'offline'; readonly since: Millis };
  /** Until the kit is proved the page says what would be lost. */
  readonly kitProved: boolean;
  /** Something I wrote has not gone out: signing out now would lose it. */
  readonly unsent: boolean;
  /** The release that the machine said it runs; null until it has said so. */
  readonly machineRelease: string | null;
  /** The card at the door is not the one I said yes to. Until I do, I can read, take back and leave. */
  readonly cardAsks: CardQuestion | null;
  /** I asked for other keys, and the server has not answered yet. */
  readonly keysAsked: boolean;
  /** I am going for good, and not all of it is done. */
  readonly erasing: boolean;
}

export interface CardQuestion {
  readonly card: HostCard;
  readonly writtenAt: Millis;
  /** What I said yes to, where the server still shows it. */
  readonly former: HostCard | null;
}

export interface HomeView {
  readonly spaces: readonly SpaceSummary[];
  /** Spaces that I left, and that can still be read here. */
  readonly left: readonly SpaceSummary[];
  readonly knocks: readonly KnockView[];
  /** Connections I asked for that nobody has answered. */
  readonly asked: readonly { readonly person: PersonId; readonly name: string; readonly space: SpaceId }[];
  /** Words that close what others write. */
  readonly mutedWords: readonly string[];
  /** My own notebook, once there is one. */
  readonly journal: SpaceId | null;
  /** Where others wait for something that only I can say. */
  readonly waits: readonly WaitingSentence[];
  /** Where something stands half written beside the spaces, as `keepAside` calls the places. */
  readonly asides: readonly string[];
  /** I have read what this place is, and put it away. */
  readonly beginningAway: boolean;
}

/** A sentence that somebody offered for an agreement, and to which I have not said anything yet. */
export interface WaitingSentence {
  readonly space: SpaceId;
  readonly clause: EventId;
  readonly by: string;
}

export interface SpaceSummary {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly names: readonly { readonly person: PersonId; readonly name: string }[];
  readonly title: string;
  /** The drawing that a circle chose. */
  readonly look: CircleLook;
  readonly lastAt: Millis | null;
  /** Something new since I was here, by whom, and which sort; never how much. Its place tells it from older news. */
  readonly news: {
    /** Null for somebody I have chosen not to meet, who came or went. */
    readonly by: string | null;
    readonly what: 'wrote' | 'agreement' | 'ending' | 'retention' | 'joined' | 'left' | 'removed';
    readonly place: number;
  } | null;
  /** I asked for no news of it. */
  readonly muted: boolean;
  /** A pair with somebody I have chosen not to meet since. */
  readonly apart: boolean;
  /** For a pair whose other has not come yet. */
  readonly waitingForOther: boolean;
  /** I have other keys, and whoever has the old ones can still read what is written here. */
  readonly oldKeysOpen: boolean;
  /** What of mine stands half written there, on this device. */
  readonly halfWritten: 'nothing' | 'words' | 'sentence';
}

export interface KnockView {
  readonly id: number;
  readonly from: PersonId;
  readonly name: string;
  readonly words: string;
  readonly at: Millis;
  readonly closed: Closing | null;
  /** The circle that it asks me into, by its name; null where it asks for a space for two. */
  readonly circle: string | null;
}

export interface CommunityView {
  readonly space: SpaceId | null;
  readonly name: string;
  /** Without those who take a break, and those I have chosen not to meet. */
  readonly people: readonly CommunityPerson[];
  /** Whom I have chosen not to meet. Nobody but me sees this list. */
  readonly apart: readonly ApartPerson[];
  /** I take a break: others do not find me among the people, and knocks wait. */
  readonly onBreak: boolean;
  readonly invitations: readonly {
    readonly id: string;
    readonly until: Millis;
    readonly mine: boolean;
    /** Null for somebody I have chosen not to meet. */
    readonly openedBy: string | null;
  }[];
  readonly standing: Standing;
  readonly care: CareView;
}

/** What is asked of the care circle about somebody. A removal has a reason in the words of whoever asks. */
export type CareAsking =
  | { readonly act: 'removal'; readonly person: PersonId; readonly words: string }
  | { readonly act: 'in' | 'out'; readonly person: PersonId };

/** Whether it is done, or waits for others. */
export type CareOutcome = 'done' | 'waits';

/** Whether I am in the community, and if not, why. */
export type Standing =
  { readonly state: 'in' } | { readonly state: 'left' } | ({ readonly state: 'removed' } & RemovalView);

export interface RemovalView {
  readonly name: string;
  readonly by: readonly string[];
  /** Null where the words that they signed are not here. */
  readonly reason: string | null;
  readonly at: Millis;
}

export interface CareView {
  readonly circle: readonly { readonly person: PersonId; readonly name: string; readonly isMe: boolean }[];
  /** There are enough in it to remove somebody. */
  readonly removes: boolean;
  /** There were three, and there are fewer: the members sign for new ones. */
  readonly membersSign: boolean;
  /** By whose word my own seat in it ended; null where I am in it, was never in it, or left it myself. */
  readonly unseated: { readonly by: readonly string[]; readonly at: Millis } | null;
  /** What is asked for and not done, as far as it is for me to see. */
  readonly asks: readonly CareAskView[];
  readonly removals: readonly RemovalView[];
}

export interface CareAskView {
  readonly id: EventId;
  readonly act: 'removal' | 'in' | 'out';
  readonly person: PersonId;
  readonly name: string;
  readonly isAboutMe: boolean;
  readonly by: string;
  readonly isMine: boolean;
  readonly reason: string | null;
  /** Whose signature counts now. */
  readonly signed: readonly string[];
  /** `yes`: mine is not among them. `last`: with mine it is done. */
  readonly waitsForMe: 'yes' | 'last' | null;
}

export interface CommunityPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly words: string | null;
  readonly isMe: boolean;
  /** The pair we share, if there is one; or whether one of us has knocked. */
  readonly connection: 'none' | 'i-knocked' | 'they-knocked' | { readonly space: SpaceId };
  /** Whether their words stay closed. */
  readonly closed: Closing | null;
}

export interface ApartPerson {
  readonly person: PersonId;
  readonly name: string;
  /** Where both of us are beside the community. */
  readonly spaces: readonly { readonly space: SpaceId; readonly title: string }[];
  /** A space that I had asked them into, and that still waits for them. */
  readonly asked: SpaceId | null;
}

/** One space as its page shows it: a window of the newest turns, the agreement, and how things stand with the line. */
export interface SpaceView extends CirclePart {
  /** `left`: I am not in it any more, and can read what was here. */
  readonly situation: 'opening' | 'open' | 'not-here' | 'left' | 'stopped';
  /** Why the space stopped: words are found by this code. */
  readonly problem: string | null;
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly title: string;
  readonly me: PersonId;
  /** Present members in seat order: the first sits at the start margin. */
  readonly members: readonly { readonly person: PersonId; readonly name: string; readonly isMe: boolean }[];
  /** Names of all who ever wrote here. */
  readonly names: Readonly<Record<PersonId, string>>;
  readonly turns: readonly Turn[];
  readonly hasEarlier: boolean;
  /** Who came and went beside the turns shown, oldest first. */
  readonly comings: readonly Coming[];
  /** Those of whom it is known that they left the whole place, for good. */
  readonly ended: readonly PersonId[];
  /** The first turn I have not seen, fixed while the page is open. */
  readonly firstNew: EventId | null;
  readonly headSeq: number;
  readonly agreement: AgreementView;
  readonly moments: MomentsView;
  /** How long turns stay here. */
  readonly retention: RetentionView;
  readonly failed: Readonly<Record<EventId, string>>;
  /** How much of what is being brought has arrived, in hundredths. */
  readonly onTheWay: Readonly<Record<EventId, number>>;
  readonly draft: MessageDraft;
  /** Entries whose key has not come yet: no agreement is shown as ours until they are here. */
  readonly waiting: number;
  /** A key has not come, and the others were asked for it. */
  readonly keyAsked: boolean;
  readonly safetyWords: readonly string[];
  readonly muted: boolean;
  /** Of the turns above, those that stay closed until I open them. */
  readonly closed: Readonly<Record<EventId, Closing>>;
  /** Members I have chosen not to meet. */
  readonly apart: readonly PersonId[];
}

/** What only a circle has; empty elsewhere. */
export interface CirclePart {
  /** What it is for, in its own words. */
  readonly purpose: string | null;
  readonly look: CircleLook;
  /** Who hosts the next time; null where everybody has passed it on. */
  readonly host: PersonId | null;
  /** Who may still come in. */
  readonly seats: readonly {
    readonly id: string;
    readonly until: Millis;
    readonly mine: boolean;
    readonly openedBy: string;
    /** Whom I keep it for; the others do not see that. */
    readonly forWhom: string | null;
  }[];
}

/** Somebody came in or left, as the log has it. */
export interface Coming {
  readonly place: number;
  readonly at: Millis;
  readonly joined: readonly PersonId[];
  readonly left: readonly PersonId[];
}

export interface CircleOpening {
  readonly name: string;
  /** Empty where it needs no words. */
  readonly purpose: string;
  readonly look: CircleLook;
  readonly ask: readonly PersonId[];
  /** What each of them reads. */
  readonly words: string;
}

export interface CircleOpened {
  readonly space: SpaceId;
  readonly notAsked: readonly PersonId[];
}

/** A seat in a circle: by the knock that offers it, or by what stands behind the `#` of a link. */
export type SeatAt = { readonly knock: number } | { readonly fragment: string };

export interface SeatView extends Pick<SpaceView, 'members' | 'names' | 'agreement' | 'purpose' | 'look'> {
  readonly kind: 'circle';
  readonly name: string;
  readonly inviterName: string;
  readonly until: Millis;
  /** I sit there already. */
  readonly alreadyIn: SpaceId | null;
}

/** What stands half written in a space. */
export interface MessageDraft {
  readonly text: string;
  readonly note: string;
  /** For what we agree. */
  readonly sentence: string;
}

export interface AccountDraft {
  /** Three words. */
  readonly signinName: string;
  /** Six words, to take or to replace by one's own. */
  readonly passphrase: string;
  /** Twelve words. */
  readonly kit: readonly string[];
}

export interface NewPerson {
  readonly draft: AccountDraft;
  readonly name: string;
  readonly passphrase: string;
}

export interface Founding extends NewPerson {
  readonly token: string;
  readonly communityName: string;
  readonly card: HostCard;
}

export interface Joining extends NewPerson {
  readonly fragment: string;
  /** As it was shown: coming in says yes to it. */
  readonly card: HostCard;
}

export interface InvitationView {
  readonly communityName: string;
  readonly inviterName: string;
  readonly until: Millis;
}
