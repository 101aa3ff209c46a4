import type { Bytes } from '#kernel/bytes.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Head } from '#protocol/api.ts';

/** What people who are connected hear at once. The log is the truth; whoever misses something here finds it there. */
export interface Bus {
  tell(people: readonly PersonId[], message: Message): void;
  /** Whoever is connected, whoever they are. */
  tellEverybody(message: Message): void;
  /** Returns the stop. */
  hear(person: PersonId, listener: Listener): () => void;
  /** How many listen, and of nobody whether it is they. */
  listening(): number;
  /** Somebody who hears was told where their spaces stand: from there on they are to miss nothing. */
  follow(person: PersonId, heads: readonly Head[]): Promise<void>;
}

/** The bus of one process, which knows who is connected there. */
export interface LocalBus extends Bus {
  isHere(person: PersonId): boolean;
  everybodyHere(): readonly PersonId[];
}

/** `text` is made once, and only when somebody listens. */
export type Message = { readonly text: () => string } & (
  | {
      readonly event: 'entry';
      readonly space: Bytes;
      readonly seq: number;
      /** A commit or a leave: who is in the space may have changed. */
      readonly isControl: boolean;
    }
  | { readonly event: 'space'; readonly space: Bytes }
  | { readonly event: 'letter'; readonly number: number }
  /** Somebody in a space asks for a box. */
  | { readonly event: 'asked'; readonly space: Bytes }
  /** Another box lies there for whoever is told. */
  | { readonly event: 'box' }
  | { readonly event: 'card' }
  | { readonly event: 'vault' }
);

export type Listener = (event: Message['event'], text: string) => void;

/** For one process. Several that share a store have `nodes/shared-bus.ts` around it. */
export function localBus(): LocalBus {
  const listenersByPerson = new Map<PersonId, Set<Listener>>();

  return {
    tell(people, { event, text }) {
      let made: string | null = null;
      for (const person of people) {
        for (const listener of listenersByPerson.get(person) ?? []) {
          made ??= text();
          listener(event, made);
        }
      }
    },

    tellEverybody({ event, text }) {
      const made = text();
      for (const listeners of listenersByPerson.values()) {
        for (const listener of listeners) listener(event, made);
      }
    },

    // Whatever happens is told here as it happens.
    follow: async () => undefined,
    isHere: (person) => listenersByPerson.has(person),
    everybodyHere: () => [...listenersByPerson.keys()],

    hear(person, listener) {
      const listeners = listenersByPerson.get(person) ?? new Set();
      listenersByPerson.set(person, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && listenersByPerson.get(person) === listeners)
          listenersByPerson.delete(person);
      };
    },

    listening: () => [...listenersByPerson.values()].reduce((sum, { size }) => sum + size, 0),
  };
}
