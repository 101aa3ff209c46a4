import { apartFrom } from '#device/apart.ts';
import { choose } from '#device/choices.ts';
import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import { mutedWords } from '#device/view/closing.ts';
import { communityOf, stateOf } from '#device/view/names.ts';
import { meetsSomebodyApart } from '#domain/apart/meets-somebody-apart.ts';
import { cameBack } from '#domain/community/came-back.ts';
import { isAway } from '#domain/community/state.ts';
import { steppedAway } from '#domain/community/stepped-away.ts';
import { isSameWord, tidyWord } from '#domain/muting/muted-by.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

// What somebody does to have less of others, for a while or for good. It is loaded when they do it.

export async function muteWord(home: Home, written: string, muted: boolean): Promise<Result<void>> {
  const word = tidyWord(written);
  if (word === null) return refuse('no-word');
  const alike = mutedWords(home).filter((one) => isSameWord(one, word));
  if (muted && alike.length > 0) return ok(undefined);
  for (const of of muted ? [word] : alike) await choose(home.preferences, 'word', { of, wanted: muted });
  home.changedAtHome();
  return ok(undefined);
}

export async function keepApart(home: Home, person: PersonId, apart: boolean): Promise<Result<void>> {
  if (person === home.me.person) return ok(undefined);
  await choose(home.preferences, 'apart', { of: person, wanted: apart });
  home.changedAtHome();
  return ok(undefined);
}

export function meetsApart(home: Home, roster: readonly PersonId[]): Result<boolean> {
  return ok(meetsSomebodyApart(apartFrom(home), roster));
}

export async function takeBreak(home: Home, away: boolean): Promise<Result<void>> {
  const live = communityOf(home);
  if (live === undefined) return refuse('not-found');
  if (isAway(stateOf(home, live).community, home.me.person) === away) return ok(undefined);
  // Only what has come back from the log can be let go.
  const before = live.fold.state.community.breaks.get(home.me.person)?.id ?? null;
  const done = await act(home, live, away ? steppedAway(before) : cameBack(before));
  return done.ok ? ok(undefined) : done;
}
