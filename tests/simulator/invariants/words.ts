import type { LiveSpace } from '#device/space/live.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Diary } from '#tests/simulator/diary.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';

/** Nothing that somebody typed is lost or there twice. */
export function faultsOfWords(
  referee: LiveSpace,
  { members }: Readers,
  { disks, diary }: { readonly disks: readonly OpenDisk[]; readonly diary: Diary },
): readonly string[] {
  const typed = diary.typed.filter(({ space }) => space === referee.id);
  return typed.flatMap((one) => {
    const disk = disks.find(({ phone }) => phone === one.phone);
    const times = timesIn(referee, one.text);
    if (times.shown > 1) return [`${referee.id}: "${one.text}" is shown ${times.shown} times`];
    if (times.kept > 0 || one.said !== 'kept' || one.mayBeGone || disk === undefined) return [];
    const waiting = disk.outboxOf(referee.id).find(({ once }) => once.join() === one.once.join());
    if (waiting?.failed !== undefined || !members.has(disk.owner)) return [];
    return waiting === undefined ? [`${referee.id}: "${one.text}" is lost`] : [];
  });
}

/** How often words stand in the log, and how often somebody sees them as said. */
function timesIn({ fold }: LiveSpace, text: string): { readonly kept: number; readonly shown: number } {
  const kept = valuesOf(fold.ledger.entries).filter(
    (entry) => entry.type === 'event' && entry.body.state === 'opened' && holds(entry.body.content, text),
  );
  const { conversation, agreement } = fold.state;
  const turns = valuesOf(conversation.turns).filter((turn) => turn.state === 'said' && turn.text === text);
  const proposals = valuesOf(agreement.proposals).filter((proposal) => proposal.text === text);
  return { kept: kept.length, shown: Math.max(turns.length, proposals.length) };
}

function holds(content: unknown, text: string): boolean {
  return typeof content === 'object' && content !== null && Object.values(content).includes(text);
}

/** Words that were taken back are on nobody's device any more who is still there. */
export function faultsOfLettingGo(
  referee: LiveSpace,
  { members }: Readers,
  disks: readonly OpenDisk[],
): readonly string[] {
  const gone = valuesOf(referee.fold.ledger.entries).filter(
    (entry) => entry.type === 'event' && referee.fold.ledger.letGoTimes.get(entry.eventId) !== undefined,
  );
  return disks
    .filter(({ owner }: { readonly owner: PersonId }) => members.has(owner))
    .flatMap(({ phone, spaces }) =>
      gone.flatMap(({ seq }) => {
        const here = spaces.get(referee.id)?.fold.ledger.entries.at(seq - 1);
        const isGone = here?.type === 'event' && here.body.state === 'kept-back';
        return isGone ? [] : [`${referee.id}: ${phone.name} still has what was let go at ${seq}`];
      }),
    );
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
