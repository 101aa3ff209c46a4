import { verify } from '#crypto/signature.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { commitSchema, leaveSchema, type AcceptStatement, type Add, type Commit } from '#protocol/commit.ts';
import { removalStatementSchema } from '#protocol/care.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/** Who is there, and by what: read from the commits alone, a second time and plainly. */
interface Roster {
  readonly signPkOf: Map<string, Bytes>;
  /** Open invitations, with who opened each. */
  readonly openerOf: Map<string, string>;
  care: readonly string[];
}

/**
 * Nobody is there who has not taken a free seat by their own word, and nobody is gone who did not go by themselves, or by
 * the word of two of the care circle.
 */
export async function faultsOfMembership({ id, kind, entries }: SpaceCopy): Promise<readonly string[]> {
  const faults: string[] = [];
  const roster: Roster = { signPkOf: new Map(), openerOf: new Map(), care: [] };
  for (const { seq, type, statement } of entries) {
    const leave = type === 'leave' ? fromCbor(leaveSchema, statement) : null;
    if (leave?.ok === true) goes(roster, leave.value.person);
    const read = type === 'commit' ? fromCbor(commitSchema, statement) : null;
    if (read?.ok !== true) continue;
    const commit = read.value;
    for (const add of seq === 1 ? [] : commit.adds) {
      if (!(await isAccepted(roster, commit.space, add)))
        faults.push(`${id}: somebody was added at ${seq} without a free seat and their own yes`);
    }
    const isByTwo = kind === 'community' && (await signersOf(roster, commit)) >= 2;
    if (commit.removes.length > 0 && !isByTwo)
      faults.push(`${id}: somebody was removed at ${seq}, and not by two of the care circle`);
    follow(roster, commit);
  }
  return faults;
}

function follow(roster: Roster, { adds, updates, removes, opens, closes, care, author }: Commit): void {
  for (const { accept } of adds) roster.openerOf.delete(accept?.invitation.join() ?? '');
  for (const { person, signPk } of [...adds, ...updates]) roster.signPkOf.set(person.join(), signPk);
  for (const person of removes) goes(roster, person);
  for (const signPk of closes) roster.openerOf.delete(signPk.join());
  for (const { signPk } of opens) roster.openerOf.set(signPk.join(), author.join());
  if (care !== undefined) roster.care = care.map((person) => person.join());
}

function goes(roster: Roster, person: Bytes): void {
  const gone = person.join();
  roster.signPkOf.delete(gone);
  roster.care = roster.care.filter((one) => one !== gone);
  for (const [invitation, opener] of roster.openerOf) if (opener === gone) roster.openerOf.delete(invitation);
}

async function isAccepted({ openerOf, signPkOf }: Roster, space: Bytes, add: Add): Promise<boolean> {
  const { accept, person, chainHead, signPk } = add;
  if (accept === undefined || !openerOf.has(accept.invitation.join()) || signPkOf.has(person.join()))
    return false;
  const { invitation, byInvitation, byPerson } = accept;
  const statement = toCbor({ space, invitation, person, chainHead } satisfies AcceptStatement);
  const byLink = await verify('accept', invitation, statement, byInvitation);
  return byLink && (await verify('accept', signPk, statement, byPerson));
}

/** How many of the care circle signed for this very removal. */
async function signersOf({ care, signPkOf }: Roster, { removes, cause }: Commit): Promise<number> {
  const [removed = new Uint8Array()] = removes;
  const signers = new Set<string>();
  for (const { signer, statement, signature } of cause) {
    const said = fromCbor(removalStatementSchema, statement);
    const key = signPkOf.get(signer.join());
    if (!said.ok || key === undefined || !care.includes(signer.join())) continue;
    const isRight = said.value.person.join() === removed.join() && signer.join() !== removed.join();
    if (isRight && (await verify('removal', key, statement, signature))) signers.add(signer.join());
  }
  return signers.size;
}
