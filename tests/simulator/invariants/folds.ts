import { isDeepStrictEqual } from 'node:util';
import { agreementView } from '#domain/agreement/view.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { plain } from '#tests/domain/plain.ts';
import { spaceOf, type Phone } from '#tests/simulator/town.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';

/** Everybody who is in a space has read all of it, can open all that is theirs, and made the same of it. */
export function faultsOfFolds(
  referee: LiveSpace,
  readers: Readers,
  disks: readonly OpenDisk[],
): readonly string[] {
  return disks.flatMap((disk) => {
    const { phone, owner, spaces } = disk;
    const at = `${referee.id}: ${phone.name}`;
    const live = spaces.get(referee.id);
    if (!readers.members.has(owner))
      return live === undefined ? [] : faultsOfPast(at, phone, { referee, live });
    if (live === undefined) return [`${at} does not have it`];
    const { seq, hash } = referee.place;
    if (live.place.seq !== seq || !equalBytes(live.place.hash, hash))
      return [`${at} has read up to ${live.place.seq} of ${seq}`];
    const faults: string[] = [];
    for (let epoch = 1; epoch <= readers.epochs; epoch++) {
      const isHere = live.epochs.get(epoch)?.secret !== undefined;
      if (readers.mayRead(owner, epoch) && !isHere) faults.push(`${at} cannot read epoch ${epoch}`);
    }
    // Whoever came in later opens less than there is: what is before them stays closed, and their fold is another.
    const epochs = Array.from({ length: readers.epochs }, (_, index) => index + 1);
    if (!epochs.every((epoch) => readers.mayRead(owner, epoch))) return faults;
    if (!isDeepStrictEqual(entriesOf(live), entriesOf(referee)))
      faults.push(`${at} keeps another log than there is`);
    if (!isDeepStrictEqual(plain(live.fold.state), plain(referee.fold.state)))
      faults.push(`${at} folds it otherwise`);
    return [...faults, ...faultsOfPage(at, disk, referee)];
  });
}

/** Whoever left keeps what they had read, it was true, and no page of theirs takes them for a member. */
function faultsOfPast(
  at: string,
  phone: Phone,
  { referee, live }: { readonly referee: LiveSpace; readonly live: LiveSpace },
): readonly string[] {
  const { seq, hash } = live.place;
  const there = referee.hashes[seq - 1];
  const isTrue = seq === 0 || (there !== undefined && equalBytes(there, hash));
  if (!isTrue) return [`${at} remembers another log`];
  return pageOf(phone, referee)?.situation === 'open' ? [`${at} shows it as if nobody had left`] : [];
}

/** What the page shows is what there is. */
function faultsOfPage(at: string, { phone, outboxOf }: OpenDisk, referee: LiveSpace): readonly string[] {
  const shown = pageOf(phone, referee);
  if (shown === null) return [`${at} shows nothing`];
  if (shown.situation !== 'open' || shown.problem !== null)
    return [`${at} says ${shown.situation} ${shown.problem}`];
  // What waits is laid on top of what there is.
  if (outboxOf(referee.id).length > 0) return [];
  const { conversation } = referee.fold.state;
  const faults: string[] = [];
  if (!isDeepStrictEqual(shown.turns, valuesOf(conversation.turns)))
    faults.push(`${at} shows another conversation`);
  if (!isDeepStrictEqual(shown.agreement, agreementView(referee.fold.state)))
    faults.push(`${at} shows another agreement`);
  return faults;
}

function pageOf({ running }: Phone, { id }: LiveSpace) {
  return running === null ? null : spaceOf(running.device, id);
}

function entriesOf({ fold }: LiveSpace): readonly LogEntry[] {
  return valuesOf(fold.ledger.entries);
}
