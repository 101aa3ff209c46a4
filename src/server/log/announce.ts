import type { Bytes } from '#kernel/bytes.ts';
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
    space,
    seq: entry.seq,
    isControl: entry.type === 'commit' || entry.type === 'leave',
    text: () => toText({ space, entry: storedToEntry(entry), hash: entry.hash }),
  });
}

/** Tells somebody that they are in a new space. */
export function announceSpace(bus: Bus, { space, kind, seq, hash }: Head, person: PersonId): void {
  bus.tell([person], { event: 'space', space, text: () => toText({ space, kind, seq, hash }) });
}

export function announceLetter(bus: Bus, number: number, person: PersonId): void {
  bus.tell([person], { event: 'letter', number, text: () => toText({ id: number }) });
}

/** Tells the members of a space that one of them asks for a box. */
export function announceAsked(bus: Bus, space: Bytes, people: readonly PersonId[]): void {
  bus.tell(people, { event: 'asked', space, text: () => toText({}) });
}

/** Tells somebody that another box lies there for them. */
export function announceBox(bus: Bus, person: PersonId): void {
  bus.tell([person], { event: 'box', text: () => toText({}) });
}

/** Tells somebody's own devices that there is a newer vault. */
export function announceVault(bus: Bus, version: number, person: PersonId): void {
  bus.tell([person], { event: 'vault', text: () => toText({ version }) });
}

/** Tells everybody that the card at the door is another one; what it says is public and is asked for. */
export function announceCard(bus: Bus): void {
  bus.tellEverybody({ event: 'card', text: () => toText({}) });
}

export function toText(value: Encodable): string {
  const bytes = toCbor(value);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/** Asked at every entry, and the same until somebody comes or goes. */
const peopleByMembers = new WeakMap<SpaceState['members'], readonly PersonId[]>();

export function peopleIn({ members }: SpaceState): readonly PersonId[] {
  const known = peopleByMembers.get(members);
  if (known !== undefined) return known;
  const people = members.map(({ person }) => idFromBytes<'person'>(person));
  peopleByMembers.set(members, people);
  return people;
}
