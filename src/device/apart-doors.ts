import { apartFrom, keepApart } from '#device/apart.ts';
import { choose } from '#device/choices.ts';
import type { Device } from '#device/device.ts';
import type { Engine } from '#device/engine.ts';
import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import { mutedWords } from '#device/view/closing.ts';
import { communityOf, stateOf } from '#device/view/names.ts';
import { meetsSomebodyApart } from '#domain/apart/meets-somebody-apart.ts';
import { cameBack } from '#domain/community/came-back.ts';
import { isAway } from '#domain/community/state.ts';
import { steppedAway } from '#domain/community/stepped-away.ts';
import { isSameWord, tidyWord } from '#domain/muting/muted-by.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

type Doors = Pick<Device, 'muteWord' | 'keepApart' | 'meetsSomebodyApart' | 'takeBreak'>;
type WithHome = <Value>(run: (home: Home) => Promise<Result<Value>>) => Promise<Result<Value>>;

/** What somebody does to have less of others for a while, or for good. */
export function apartDoors(engine: Engine, withHome: WithHome): Doors {
  // No sooner and no later than any other choice: the server sees a vault written, and not what for.
  const saveSoon = () => engine.vault()?.saveSoon();

  return {
    muteWord: (written, muted) =>
      withHome(async (home) => {
        const word = tidyWord(written);
        if (word === null) return refuse('no-word');
        const alike = mutedWords(home).filter((one) => isSameWord(one, word));
        if (muted && alike.length > 0) return ok(undefined);
        for (const of of muted ? [word] : alike)
          await choose(home.preferences, 'word', { of, wanted: muted });
        saveSoon();
        home.changedAtHome();
        return ok(undefined);
      }),
    keepApart: (person, apart) =>
      withHome(async (home) => {
        await keepApart(home, { person, apart });
        saveSoon();
        return ok(undefined);
      }),
    async meetsSomebodyApart(roster) {
      await engine.ready;
      const home = engine.home();
      return home !== null && meetsSomebodyApart(apartFrom(home), roster);
    },
    takeBreak: (away) =>
      withHome(async (home) => {
        const live = communityOf(home);
        if (live === undefined) return refuse('not-found');
        if (isAway(stateOf(home, live).community, home.me.person) === away) return ok(undefined);
        // Only what has come back from the log can be let go.
        const before = live.fold.state.community.breaks.get(home.me.person)?.id ?? null;
        const done = await act(home, live, away ? steppedAway(before) : cameBack(before));
        return done.ok ? ok(undefined) : done;
      }),
  };
}
