import type { DraftEvent } from '#domain/space/define.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import type { Phone } from '#tests/simulator/town.ts';

/** What people did in a story, as they remember it: held against what is there in the end. */
export interface Diary {
  readonly typed: Typed[];
  /** Something that others may speak of was taken away before it was sent. */
  discarded: boolean;
  /** Links that somebody holds and nobody has used. */
  readonly links: string[];
  /** The same of seats in circles, used or not. */
  readonly seats: string[];
  /** Spaces in which somebody said how long turns stay. */
  readonly lapsing: Set<SpaceId>;
  /** Whom somebody has chosen not to meet, or to meet again. */
  readonly choices: Choice[];
  /** What was brought, by its description. */
  readonly pictures: Map<string, Bytes>;
  /** What somebody saw who opened a picture. */
  readonly looked: { readonly space: SpaceId; readonly turn: EventId; readonly bytes: Bytes }[];
  /** What a device said of the server that was not so. */
  readonly accused: string[];
  /** Counts words, so that none is used twice. */
  words: number;
}

export interface Choice {
  readonly by: PersonId;
  readonly person: PersonId;
  readonly apart: boolean;
  /** The device has said that it has it. */
  kept: boolean;
}

export interface Typed {
  readonly phone: Phone;
  readonly space: SpaceId;
  /** Words that nobody else ever said. */
  readonly text: string;
  readonly draft: DraftEvent;
  readonly once: Bytes;
  /** `unknown` while the device has not answered: perhaps it never will. */
  said: 'unknown' | 'kept' | 'refused';
  /** The page asked for it twice, so that it may be in the log twice, and is shown once all the same. */
  askedAgain: boolean;
  /** Somebody took it back, or put other words in its place. */
  mayBeGone: boolean;
  /** What these words are a rewording of. */
  readonly instead: Typed | null;
}

export function emptyDiary(): Diary {
  return {
    typed: [],
    discarded: false,
    links: [],
    seats: [],
    lapsing: new Set(),
    choices: [],
    pictures: new Map(),
    looked: [],
    accused: [],
    words: 0,
  };
}

export function newWords(diary: Diary): string {
  diary.words += 1;
  return `words ${diary.words}.`;
}

export function typedAs({ typed }: Diary, text: string): Typed | undefined {
  return typed.find((one) => one.text === text);
}

export function firstOf(typed: Typed | undefined): Typed | null {
  return typed?.instead ?? typed ?? null;
}

/** Somebody takes back what reads like this now, with all that it read like before. */
export function takesBack(diary: Diary, text: string): void {
  const first = firstOf(typedAs(diary, text));
  for (const one of diary.typed) if (one === first || one.instead === first) one.mayBeGone = true;
}
