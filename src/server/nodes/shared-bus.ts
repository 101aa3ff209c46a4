import { idFromBytes, idToBytes, isId, type PersonId, type SpaceId } from '#kernel/ids.ts';
import type { Head } from '#protocol/api.ts';
import type { Bus, LocalBus, Message } from '#server/bus.ts';
import {
  announceAsked,
  announceBox,
  announceCard,
  announceLetter,
  announceSpace,
  announceVault,
  peopleIn,
} from '#server/log/announce.ts';
import { readPlace } from '#server/log/places.ts';
import type { Logger } from '#server/logger.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import type { Signal, Signals } from './signals.ts';
import { tellGap } from './tell-gap.ts';

/** The bus of a node among others. */
export interface SharedBus extends Bus {
  /** What others said. */
  heed(signals: readonly Signal[]): void;
  /** Looks for everything that nobody told us of. */
  sweep(): Promise<void>;
  /** Resolves when nothing is being looked up. */
  idle(): Promise<void>;
}

interface Parts {
  readonly local: LocalBus;
  readonly store: SharedStore;
  readonly signals: Pick<Signals, 'send'>;
  readonly logger: Logger;
}

/** Whoever is further behind than this is told of the newest entry only, and fetches the rest by the page. */
const gapMost = 200;
const gapBytesMost = 4 * 1024 * 1024;

/**
 * For each space that somebody here is in, this node knows up to where it has told its log. What comes next is told
 * straight away where it was written here, and otherwise read from the store: in the order of the log, each entry once,
 * whoever wrote it and however we learned of it.
 */
export function sharedBus({ local, store, signals, logger }: Parts): SharedBus {
  const toldBySpace = new Map<SpaceId, number>();
  const letterByPerson = new Map<PersonId, number>();
  const due = new Set<SpaceId>();
  let looking: Promise<void> | null = null;
  let cardBefore: string | null = null;

  function tell(people: readonly PersonId[], message: Message): void {
    switch (message.event) {
      case 'entry':
        signals.send({ kind: 'log', id: idFromBytes(message.space) });
        return tellEntry(people, message);
      case 'space':
        signals.send({ kind: 'space', id: idFromBytes(message.space) });
        return look([idFromBytes(message.space)]);
      case 'letter':
        for (const person of people) {
          signals.send({ kind: 'letter', id: person });
          letterByPerson.set(person, Math.max(message.number, letterByPerson.get(person) ?? 0));
        }
        return local.tell(people, message);
      case 'asked':
        signals.send({ kind: 'asked', id: idFromBytes(message.space) });
        return local.tell(people, message);
      case 'box':
        for (const person of people) signals.send({ kind: 'box', id: person });
        return local.tell(people, message);
      case 'vault':
        for (const person of people) signals.send({ kind: 'vault', id: person });
        return local.tell(people, message);
      case 'card':
        return local.tell(people, message);
    }
  }

  function tellEntry(people: readonly PersonId[], message: Message & { event: 'entry' }): void {
    const space: SpaceId = idFromBytes(message.space);
    const told = toldBySpace.get(space);
    if (told === undefined || message.seq <= told) return;
    if (message.isControl || message.seq > told + 1) return look([space]);
    toldBySpace.set(space, message.seq);
    local.tell(people, message);
  }

  /** Sees to it that these logs are told up to where they stand. */
  function look(spaces: Iterable<SpaceId>): void {
    for (const space of spaces) due.add(space);
    if (due.size > 0) looking ??= lookAll();
  }

  async function lookAll(): Promise<void> {
    do {
      const spaces = [...due];
      due.clear();
      // What cannot be read now is found by the next sweep.
      await tellGaps(spaces).catch((error: unknown) => logger.trouble('nodes', error));
    } while (due.size > 0);
    looking = null;
  }

  async function tellGaps(spaces: readonly SpaceId[]): Promise<void> {
    for (const { space, seq } of await store.glances.places(spaces.map(idToBytes))) {
      const told = toldBySpace.get(idFromBytes(space));
      if (told === undefined) await begin(idFromBytes(space));
      else if (told < seq) await tellFrom(idFromBytes(space), told);
    }
  }

  /** A space that nobody here was in until now. */
  async function begin(space: SpaceId): Promise<void> {
    const place = await readPlace(store.read, idToBytes(space));
    const here = place === null ? [] : peopleIn(place.state).filter(local.isHere);
    if (place === null || here.length === 0) return;
    if (toldBySpace.has(space)) return look([space]);
    toldBySpace.set(space, place.seq);
    for (const person of here) announceSpace(local, place, person);
  }

  async function tellFrom(space: SpaceId, told: number): Promise<void> {
    const place = await readPlace(store.read, idToBytes(space));
    if (place === null) return;
    const after = place.seq - told > gapMost ? place.seq - 1 : told;
    const most = place.seq - after;
    const read = await store.read.entries(place.space, { after, most, bytesMost: gapBytesMost });
    // Too long a page: the newest entry is enough to tell that there is more.
    const isWhole = read.length === most;
    const last = { after: place.seq - 1, most: 1, bytesMost: gapBytesMost };
    const entries = isWhole ? read : await store.read.entries(place.space, last);
    // While we were reading, some of it may have been told as it was written.
    const toldNow = toldBySpace.get(space) ?? place.seq;
    toldBySpace.set(space, Math.max(toldNow, place.seq));
    tellGap(
      local,
      place,
      entries.filter(({ seq }) => seq > toldNow),
    );
  }

  async function tellLetters(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return;
    for (const { person: id, number } of await store.glances.newestLetters(people.map(idToBytes))) {
      const person: PersonId = idFromBytes(id);
      const before = letterByPerson.get(person);
      letterByPerson.set(person, Math.max(number, before ?? 0));
      if (before !== undefined && number > before) announceLetter(local, number, person);
    }
  }

  /** What is missed here is found when a stream begins. */
  async function tellAsked(spaces: readonly SpaceId[]): Promise<void> {
    for (const space of spaces) {
      const place = await readPlace(store.read, idToBytes(space));
      if (place !== null) announceAsked(local, place.space, peopleIn(place.state).filter(local.isHere));
    }
  }

  /** One that is not told this way is found when its device asks for it the next time. */
  async function tellVaults(people: readonly PersonId[]): Promise<void> {
    for (const person of people) {
      const vault = await store.read.vault(idToBytes(person));
      if (vault !== null) announceVault(local, vault.version, person);
    }
  }

  async function tellCard(): Promise<void> {
    const instance = await store.read.instance();
    if (instance === null) return;
    const card = Buffer.from(instance.card).toString('base64');
    if (cardBefore !== null && cardBefore !== card) announceCard(local);
    cardBefore = card;
  }

  async function follow(person: PersonId, heads: readonly Head[]): Promise<void> {
    const fresh: SpaceId[] = [];
    for (const { space, seq } of heads) {
      const id: SpaceId = idFromBytes(space);
      if (toldBySpace.has(id)) continue;
      toldBySpace.set(id, seq);
      fresh.push(id);
    }
    // What came between the reading of these heads and now was told to nobody here.
    look(fresh);
    if (!letterByPerson.has(person)) await tellLetters([person]);
  }

  async function sweep(): Promise<void> {
    const people = local.everybodyHere();
    const before = [...toldBySpace.keys()];
    for (const person of letterByPerson.keys()) if (!local.isHere(person)) letterByPerson.delete(person);
    const heads = people.length === 0 ? [] : await store.glances.heads(people.map(idToBytes));
    const seqBySpace = new Map<SpaceId, number>();
    for (const { head } of heads) seqBySpace.set(idFromBytes(head.space), head.seq);

    const gone = before.filter((space) => !seqBySpace.has(space));
    const behind = [...seqBySpace].filter(([space, seq]) => (toldBySpace.get(space) ?? 0) < seq);
    // Those who have just left are told so, before this node lets the space go.
    look([...behind.map(([space]) => space), ...gone]);
    await looking;
    for (const space of gone) toldBySpace.delete(space);
    await tellLetters(people);
    await tellCard();
  }

  return {
    tell,
    tellEverybody(message) {
      signals.send({ kind: message.event === 'card' ? 'card' : 'log', id: '' });
      local.tellEverybody(message);
    },
    hear: local.hear,
    listening: local.listening,
    follow,
    heed(told) {
      const idsOf = (...kinds: Signal['kind'][]) =>
        told.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
      const watched = idsOf('log').filter(isWatched);
      look([...watched, ...idsOf('space').filter(isSpaceId)]);
      tellLetters(idsOf('letter').filter(isHere)).catch((error: unknown) => logger.trouble('nodes', error));
      tellAsked(idsOf('asked').filter(isWatched)).catch((error: unknown) => logger.trouble('nodes', error));
      for (const person of idsOf('box').filter(isHere)) announceBox(local, person);
      tellVaults(idsOf('vault').filter(isHere)).catch((error: unknown) => logger.trouble('nodes', error));
      if (told.some(({ kind }) => kind === 'card')) announceCard(local);
    },
    sweep,
    async idle() {
      while (looking !== null) await looking;
    },
  };

  function isWatched(id: string): id is SpaceId {
    return isSpaceId(id) && toldBySpace.has(id);
  }
  function isHere(id: string): id is PersonId {
    return isPersonId(id) && local.isHere(id);
  }
}

// Which of the two it is stands in the kind of its signal.
const isSpaceId = (id: string): id is SpaceId => isId(id);
const isPersonId = (id: string): id is PersonId => isId(id);
