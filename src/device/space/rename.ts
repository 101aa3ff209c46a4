import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { named } from '#domain/member/named.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { EventId } from '#kernel/ids.ts';
import { ok, type Result } from '#kernel/result.ts';

/** Says in every space of mine what to call me from now on. The former name is let go. */
export async function rename(home: Home, name: string): Promise<Result<void>> {
  const mine = [...home.spaces.values()].filter((live) => isMemberOf(live, home.me.person));
  for (const live of mine) {
    const done = await act(home, live, named({ name }, formerNames(home, live)));
    // A space that has stopped keeps the name it has.
    if (!done.ok && live.problem === undefined) return done;
  }
  home.account = { ...home.account, name };
  await home.safe.write([{ table: 'account', key: 'me', value: home.account }]);
  home.changedAtHome();
  return ok(undefined);
}

function formerNames(home: Home, live: LiveSpace): readonly EventId[] {
  const { ledger } = live.fold;
  return valuesOf(ledger.entries).flatMap((entry) => {
    if (entry.type !== 'event' || entry.author !== home.me.person) return [];
    if (entry.body.state !== 'opened' || entry.body.kind !== 'member.named') return [];
    return isLetGo(ledger, entry.eventId) ? [] : [entry.eventId];
  });
}
