import type { LiveSpace } from '#device/space/live.ts';
import { conversationShown } from '#domain/conversation/shown.ts';
import { isId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { Diary, Typed } from '#tests/simulator/diary.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/** Nothing that somebody typed is lost or there twice. */
export function faultsOfWords(
  referee: LiveSpace,
  { members }: Readers,
  { disks, diary }: { readonly disks: readonly OpenDisk[]; readonly diary: Diary },
): readonly string[] {
  const typed = diary.typed.filter(({ space }) => space === referee.id);
  return typed.flatMap((one) => {
    const disk = disks.find(({ phone }) => phone === one.phone);
    const times = timesIn(referee, one);
    if (times.shown > 1) return [`${referee.id}: "${one.text}" is shown ${times.shown} times`];
    if (times.kept > 1 && !one.askedAgain)
      return [`${referee.id}: "${one.text}" is in the log ${times.kept} times`];
    if (
      times.kept > 0 ||
      one.said !== 'kept' ||
      one.mayBeGone ||
      diary.lapsing.has(one.space) ||
      disk === undefined
    )
      return [];
    const waiting = disk.outboxOf(referee.id).find(({ once }) => once.join() === one.once.join());
    if (waiting?.failed !== undefined || !members.has(disk.owner)) return [];
    return waiting === undefined ? [`${referee.id}: "${one.text}" is lost`] : [];
  });
}

/** How often words stand in the log, and how often somebody sees them as said. */
function timesIn(
  { fold }: LiveSpace,
  { text, draft }: Typed,
): { readonly kept: number; readonly shown: number } {
  const kept = valuesOf(fold.ledger.entries).filter(
    (entry) =>
      entry.type === 'event' &&
      entry.body.state === 'opened' &&
      entry.body.kind === draft.kind &&
      holds(entry.body.content, text),
  );
  const { conversation, agreement } = fold.state;
  const turns = valuesOf(conversation.turns).filter((turn) => turn.state === 'said' && turn.text === text);
  const proposals = valuesOf(agreement.proposals).filter((proposal) => proposal.text === text);
  return { kept: kept.length, shown: Math.max(turns.length, proposals.length) };
}

function holds(content: unknown, text: string): boolean {
  return typeof content === 'object' && content !== null && Object.values(content).includes(text);
}

/** Words that were taken back are neither on the server any more nor on a device of anybody who is still there. */
export function faultsOfLettingGo(
  referee: LiveSpace,
  { members }: Readers,
  { disks, copy }: { readonly disks: readonly OpenDisk[]; readonly copy: SpaceCopy },
): readonly string[] {
  const gone = valuesOf(referee.fold.ledger.entries).filter(
    (entry) => entry.type === 'event' && referee.fold.ledger.letGoTimes.get(entry.eventId) !== undefined,
  );
  const onServer = gone
    .filter(({ seq }) => copy.entries[seq - 1]?.body !== null)
    .map(({ seq }) => `${referee.id}: the server still has what was let go at ${seq}`);
  const onDevices = disks
    .filter(({ owner }) => members.has(owner))
    .flatMap(({ phone, spaces }) =>
      gone.flatMap(({ seq }) => {
        const here = spaces.get(referee.id)?.fold.ledger.entries.at(seq - 1);
        const isGone = here?.type === 'event' && here.body.state === 'kept-back';
        return isGone ? [] : [`${referee.id}: ${phone.name} still has what was let go at ${seq}`];
      }),
    );
  return [...onServer, ...onDevices];
}

/** Whatever waits on a device is sent in the end, or its page says why not. */
export function faultsOfWaiting(
  referee: LiveSpace,
  { members }: Readers,
  disks: readonly OpenDisk[],
): readonly string[] {
  return disks
    .filter(({ owner }) => members.has(owner))
    .flatMap(({ phone, outboxOf }) =>
      outboxOf(referee.id)
        .filter(({ failed }) => failed === undefined)
        .map(({ draft }) => `${referee.id}: a ${draft.kind} on ${phone.name} never went out`),
    );
}

/** What speaks of something else speaks of something that is there, however often that was sealed anew. */
export function faultsOfReferences({ id, fold, place }: LiveSpace, { discarded }: Diary): readonly string[] {
  if (discarded) return [];
  const { entries, placeById } = fold.ledger;
  const people = fold.state.presence.flatMap(({ joined }) => joined);
  const others: ReadonlySet<string> = new Set([...people, ...(place.state?.commits ?? [])]);
  return valuesOf(entries).flatMap((entry) => {
    if (entry.type !== 'event' || entry.body.state !== 'opened') return [];
    const { kind, content } = entry.body;
    // What a picture names is a key, a hash, and a place beside the log.
    if (kind === conversationShown.kind) return [];
    const lost = idsIn(content).filter((one) => placeById.get(one) === undefined && !others.has(one));
    return lost.map(() => `${id}: a ${kind} at ${entry.seq} speaks of what is not there`);
  });
}

function idsIn(content: unknown): readonly string[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).filter(isId);
}
