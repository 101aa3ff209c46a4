import { idFromBytes, type Id, type PersonId } from '#kernel/ids.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { commitSchema, historyByKind, leaveSchema } from '#protocol/commit.ts';
import { headerSchema } from '#protocol/envelope.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/** A person, or an invitation by its signing key. */
export type Reader = PersonId | Id<'invitation'>;

/** Who may read which epoch of a space: told from the commits alone, a second time and plainly. */
export interface Readers {
  mayRead(reader: Reader, epoch: number): boolean;
  readonly epochs: number;
  readonly members: ReadonlySet<PersonId>;
  /** Places of what was written in an epoch that somebody who had left before can read. */
  readonly readByFormer: readonly number[];
}

export function readersOf({ kind, entries }: SpaceCopy): Readers {
  const members = new Set<PersonId>();
  const openerByInvitation = new Map<Id<'invitation'>, PersonId>();
  const readersByEpoch: Set<Reader>[] = [];
  const gone = new Set<Reader>();
  const readByFormer: number[] = [];
  const present = (): readonly Reader[] => [...members, ...openerByInvitation.keys()];

  for (const { seq, type, statement } of entries) {
    if (type === 'event') {
      const header = fromCbor(headerSchema, statement);
      const readers = header.ok ? readersByEpoch[header.value.epoch - 1] : undefined;
      if ([...gone].some((reader) => readers?.has(reader))) readByFormer.push(seq);
    }
    if (type === 'leave') {
      const leave = fromCbor(leaveSchema, statement);
      if (!leave.ok) continue;
      const person = idFromBytes<'person'>(leave.value.person);
      members.delete(person);
      gone.add(person);
      for (const [invitation, opener] of openerByInvitation)
        if (opener === person) openerByInvitation.delete(invitation);
    }
    if (type !== 'commit') continue;
    const commit = fromCbor(commitSchema, statement);
    if (!commit.ok) continue;
    const { adds, opens, closes, keyHash, author } = commit.value;
    for (const { person, accept } of adds) {
      members.add(idFromBytes(person));
      if (accept !== undefined) openerByInvitation.delete(idFromBytes(accept.invitation));
    }
    for (const signPk of closes) openerByInvitation.delete(idFromBytes(signPk));
    for (const { signPk } of opens) openerByInvitation.set(idFromBytes(signPk), idFromBytes(author));
    if (keyHash !== undefined) readersByEpoch.push(new Set());
    for (const reader of present()) readersByEpoch.at(-1)?.add(reader);
  }

  const isPastOpen = historyByKind[kind] === 'all';
  return {
    mayRead: (reader, epoch) =>
      readersByEpoch.some((readers, index) => {
        const isThisOne = index + 1 === epoch || (isPastOpen && index + 1 > epoch);
        return isThisOne && readers.has(reader);
      }),
    epochs: readersByEpoch.length,
    members,
    // In a community talking goes on for a day.
    readByFormer: kind === 'community' ? [] : readByFormer,
  };
}
