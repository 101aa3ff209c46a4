import { act } from '#device/outbox/act.ts';
import { discard, send } from '#device/outbox/send.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { nameAmongAll } from '#device/view/names.ts';
import { allWithdrawn, withdrawnAtOnceMost } from '#domain/conversation/all-withdrawn.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { named } from '#domain/member/named.ts';
import { kindNamed } from '#domain/space/kinds.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import type { EventEntry } from '#domain/space/log.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';

/**
 * Everything of mine that can be taken back, in one space: turns leave their line, the rest goes without one. What I am
 * called stays beside those lines, and what is ours stays with the others, because my yes carries its words.
 *
 * @returns false where it has to be tried again
 */
export async function takeWordsBack(home: Home, live: LiveSpace): Promise<boolean> {
  const me = home.me.person;
  // What never left is gone at once.
  for (const { id } of live.outbox) await discard(home, live, id);
  for (;;) {
    if (!(await isSettled(home, live))) return false;
    const turns = turnsOf(live, me).slice(0, withdrawnAtOnceMost);
    if (turns.length === 0) break;
    if (!(await act(home, live, allWithdrawn(turns))).ok) return false;
  }
  const name = nameHere(live, me);
  const rest = othersOf(live, me).filter((id) => id !== name?.eventId);
  for (let from = 0; from < rest.length; from += dropsMost) {
    const former = name === undefined || from > 0 ? [] : [name.eventId];
    const drops = [...rest.slice(from, from + dropsMost), ...former];
    if (!(await act(home, live, named({ name: nameAmongAll(home, me) }, drops))).ok) return false;
  }
  return isSettled(home, live);
}

/** As many as the outside of an event may name, and one for a name. */
const dropsMost = 255;

/** Whether all that was written here has come back from the log. */
async function isSettled(home: Home, live: LiveSpace): Promise<boolean> {
  if (live.outbox.length === 0) return true;
  await send(home, live);
  return (await catchUp(home, live)).ok && live.outbox.length === 0;
}

function turnsOf({ fold }: LiveSpace, me: PersonId): readonly SaidTurn[] {
  return valuesOf(fold.state.conversation.turns).filter(
    (turn): turn is SaidTurn => turn.state === 'said' && turn.author === me,
  );
}

/** What can be taken back and is no turn: who I am in my own words, names that I had, sentences I brought in. */
function othersOf(live: LiveSpace, me: PersonId): readonly EventId[] {
  return readableOf(live, me).flatMap(({ eventId, body }) =>
    body.state === 'opened' && kindNamed(body.kind)?.droppable === true ? [eventId] : [],
  );
}

/** The event that says what I am called. */
function nameHere(live: LiveSpace, me: PersonId): EventEntry | undefined {
  return readableOf(live, me).findLast(({ body }) => body.state === 'opened' && body.kind === 'member.named');
}

function readableOf({ fold }: LiveSpace, me: PersonId): readonly EventEntry[] {
  return valuesOf(fold.ledger.entries).filter(
    (entry): entry is EventEntry =>
      entry.type === 'event' && entry.author === me && !isLetGo(fold.ledger, entry.eventId),
  );
}
