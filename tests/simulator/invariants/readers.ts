import type { Bytes } from '#kernel/bytes.ts';
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
  /** Whether this was somebody's key in the roster when an epoch began, or has been since. */
  mayOpenWith(sealPk: Bytes, epoch: number): boolean;
  /** What everybody has in the roster now. */
  readonly sealPkOf: ReadonlyMap<PersonId, Bytes>;
  /** Places of commits that put somebody's former keys in the place of newer ones. */
  readonly keysPutBack: readonly number[];
}

/** Somebody's keys in the roster. */
interface Line {
  readonly link: number;
  readonly sealPk: Bytes;
}

export function readersOf({ kind, entries }: SpaceCopy): Readers {
  const members = new Set<PersonId>();
  const openerByInvitation = new Map<Id<'invitation'>, PersonId>();
  const readersByEpoch: Set<Reader>[] = [];
  const gone = new Set<Reader>();
  const readByFormer: number[] = [];
  const lines = new Map<PersonId, Line>();
  /** By key, the last epoch that began while it was in force. */
  const lastEpochs = new Map<string, number>();
  const keysPutBack: number[] = [];
  const present = (): readonly Reader[] => [...members, ...openerByInvitation.keys()];

  for (const { seq, type, statement } of entries) {
    if (type === 'event') {
      const header = fromCbor(headerSchema, statement);
      const readers = header.ok ? readersByEpoch[header.value.epoch - 1] : undefined;
      if ([...gone].some((reader) => readers?.has(reader))) readByFormer.push(seq);
    }
    if (type === 'leave') {
      const leave = fromCbor(leaveSchema, statement);
      if (leave.ok) goes(idFromBytes(leave.value.person));
    }
    if (type !== 'commit') continue;
    const commit = fromCbor(commitSchema, statement);
    if (!commit.ok) continue;
    const { adds, updates, removes, opens, closes, keyHash, author } = commit.value;
    for (const person of removes) goes(idFromBytes(person));
    for (const { person, link, sealPk } of [...adds, ...updates]) {
      const before = lines.get(idFromBytes(person));
      // Whoever comes again may come with what they had.
      const isLater = before === undefined || link > before.link;
      if (!isLater && updates.length > 0) keysPutBack.push(seq);
      if (!isLater) continue;
      if (before !== undefined) lastEpochs.set(before.sealPk.join(), readersByEpoch.length);
      lines.set(idFromBytes(person), { link, sealPk });
      lastEpochs.set(sealPk.join(), Infinity);
    }
    for (const { person, accept } of adds) {
      members.add(idFromBytes(person));
      if (accept === undefined) continue;
      const invitation = idFromBytes<'invitation'>(accept.invitation);
      openerByInvitation.delete(invitation);
      // What was sealed to the seat is theirs.
      for (const readers of readersByEpoch) if (readers.has(invitation)) readers.add(idFromBytes(person));
    }
    for (const signPk of closes) openerByInvitation.delete(idFromBytes(signPk));
    for (const { signPk } of opens) openerByInvitation.set(idFromBytes(signPk), idFromBytes(author));
    if (keyHash !== undefined) readersByEpoch.push(new Set());
    for (const reader of present()) readersByEpoch.at(-1)?.add(reader);
  }

  function goes(person: PersonId): void {
    members.delete(person);
    gone.add(person);
    for (const [invitation, opener] of openerByInvitation)
      if (opener === person) openerByInvitation.delete(invitation);
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
    mayOpenWith: (sealPk, epoch) => epoch <= (lastEpochs.get(sealPk.join()) ?? 0),
    sealPkOf: new Map([...lines].map(([person, { sealPk }]) => [person, sealPk])),
    keysPutBack,
    // In a community talking goes on for a day.
    readByFormer: kind === 'community' ? [] : readByFormer,
  };
}
