import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import type { Head } from '#protocol/api.ts';
import { toCbor, type Encodable } from '#protocol/cbor.ts';
import type { SpaceState } from '#protocol/space-state.ts';
import type { Bus } from '#server/bus.ts';
import type { StoredEntry } from '#server/store/store.ts';
import { storedToEntry } from './entries.ts';

/** Tells the members of a space that its log has a new place. */
export function announceEntry(bus: Bus, space: Bytes, entry: StoredEntry, people: readonly PersonId[]): void {
  bus.tell(people, {
    event: 'entry',
    text: () => toText({ space, entry: storedToEntry(entry), hash: entry.hash }),
  });
}

/** Tells somebody that they are in a new space. */
export function announceSpace(bus: Bus, { space, kind, seq, hash }: Head, person: PersonId): void {
  bus.tell([person], { event: 'space', text: () => toText({ space, kind, seq, hash }) });
}

export function announceLetter(bus: Bus, id: number, person: PersonId): void {
  bus.tell([person], { event: 'letter', text: () => toText({ id }) });
}

export function toText(value: Encodable): string {
  return bytesToText(toCbor(value));
}

export function peopleIn(state: SpaceState): readonly PersonId[] {
  return state.members.map(({ person }) => idFromBytes(person));
}
