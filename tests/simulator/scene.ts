import type { RunningDevice } from '#device/create-device.ts';
import type { SpaceView } from '#device/device.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { chanceFrom, pickFrom } from '#tests/simulator/chance.ts';
import { newWords, type Diary, type Typed } from '#tests/simulator/diary.ts';
import { spaceOf, viewOf, type Phone, type Town } from '#tests/simulator/town.ts';

/** Where a step happens. */
export interface Scene {
  readonly town: Town;
  readonly diary: Diary;
  readonly phone: Phone;
  readonly pick: number;
}

/** With a device that runs. */
export interface At extends Scene {
  readonly device: RunningDevice;
}

/** Does it in one of the spaces where people talk with each other. */
export function inTalk(at: At, run: (view: SpaceView) => void): void {
  const talks = viewOf(at.device, 'home').spaces.filter(({ kind }) => kind === 'pair' || kind === 'circle');
  const space = pickFrom(talks, at.pick >> 3)?.space;
  if (space !== undefined) run(spaceOf(at.device, space));
}

/** Says something in words that nobody ever said, and notes it in the diary. */
export function type(
  at: At,
  space: SpaceId,
  make: (text: string) => DraftEvent,
  instead: Typed | null = null,
): void {
  const typed = newTyped(at, space, make, instead);
  void note(typed, at.device.actOnce(space, typed.draft, typed.once));
}

/** Writes down in the diary what somebody is about to say. */
export function newTyped(
  { diary, phone, pick }: At,
  space: SpaceId,
  make: (text: string) => DraftEvent,
  instead: Typed | null = null,
): Typed {
  const text = newWords(diary);
  const once = new Uint8Array(16);
  chanceFrom(diary.words * 1009 + pick).fill(once);
  const typed: Typed = {
    phone,
    space,
    text,
    draft: make(text),
    once,
    said: 'unknown',
    askedAgain: false,
    mayBeGone: false,
    instead,
  };
  diary.typed.push(typed);
  return typed;
}

export async function note(typed: Typed, doing: ReturnType<RunningDevice['act']>): Promise<void> {
  const done = await doing;
  // Asked a second time, it may have been done the first time.
  if (done.ok) typed.said = 'kept';
  else if (typed.said === 'unknown') typed.said = 'refused';
}
