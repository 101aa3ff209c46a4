/** Tells whoever watches, at most once for each turn of work however much changed in it. */
export interface Topics {
  /** Calls `run` now and at each change of the topic. Returns the stop. */
  watch<View>(topic: string, look: () => View, run: (view: View) => void): () => void;
  isWatched(topic: string): boolean;
  watched(): readonly string[];
  changed(...topics: readonly string[]): void;
}

export function createTopics(): Topics {
  const watchers = new Map<string, Set<() => void>>();
  const dirty = new Set<string>();

  function tellAll(): void {
    const topics = [...dirty];
    dirty.clear();
    for (const topic of topics) {
      for (const tell of watchers.get(topic) ?? []) tell();
    }
  }

  return {
    watch(topic, look, run) {
      const tell = () => run(look());
      const ofTopic = watchers.get(topic) ?? new Set();
      watchers.set(topic, ofTopic.add(tell));
      tell();
      return () => {
        ofTopic.delete(tell);
        if (ofTopic.size === 0 && watchers.get(topic) === ofTopic) watchers.delete(topic);
      };
    },
    isWatched: (topic) => watchers.has(topic),
    watched: () => [...watchers.keys()],
    changed(...topics) {
      if (dirty.size === 0 && topics.length > 0) queueMicrotask(tellAll);
      for (const topic of topics) dirty.add(topic);
    },
  };
}
