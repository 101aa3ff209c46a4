import type { PersonId } from '#kernel/ids.ts';

/** What people who are connected hear at once. The log is the truth; whoever misses something here finds it there. */
export interface Bus {
  tell(people: readonly PersonId[], message: Message): void;
  /** Whoever is connected, whoever they are. */
  tellEverybody(message: Message): void;
  /** Returns the stop. */
  hear(person: PersonId, listener: Listener): () => void;
  /** How many listen, and of nobody whether it is they. */
  listening(): number;
}

export interface Message {
  readonly event: 'entry' | 'space' | 'letter' | 'card';
  /** Made once, and only when somebody listens. */
  readonly text: () => string;
}

export type Listener = (event: Message['event'], text: string) => void;

/** For one process. Several behind one address would put another behind the same interface. */
export function localBus(): Bus {
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
