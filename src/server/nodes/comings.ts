import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { commitSchema, leaveSchema } from '#protocol/commit.ts';
import type { StoredEntry } from '#server/store/store.ts';

/** Who came into a space by an entry of its log, and who went. */
export interface Comings {
  readonly came: readonly PersonId[];
  readonly went: readonly PersonId[];
}

const nobody: Comings = { came: [], went: [] };

export function comingsOf({ type, statement }: StoredEntry): Comings {
  if (type === 'leave') {
    const leave = fromCbor(leaveSchema, statement);
    return leave.ok ? { came: [], went: [idFromBytes(leave.value.person)] } : nobody;
  }
  if (type !== 'commit') return nobody;
  const commit = fromCbor(commitSchema, statement);
  if (!commit.ok) return nobody;
  return {
    came: commit.value.adds.map(({ person }) => idFromBytes(person)),
    went: commit.value.removes.map((person) => idFromBytes(person)),
  };
}

/** Who was in a space before these entries, by who is in it after them. */
export function peopleBefore(after: readonly PersonId[], entries: readonly StoredEntry[]): Set<PersonId> {
  const people = new Set(after);
  for (const entry of entries.toReversed()) {
    const { came, went } = comingsOf(entry);
    for (const person of came) people.delete(person);
    for (const person of went) people.add(person);
  }
  return people;
}
