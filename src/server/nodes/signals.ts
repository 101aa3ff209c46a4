/**
 * What nodes that share a store tell each other: where to look. It holds an id and nothing else, and any of it may be
 * lost, because the store is the truth and each node looks there from time to time.
 */
export interface Signals {
  send(signal: Signal): void;
  /** Only what other nodes sent. */
  hear(listener: SignalListener): void;
  close(): Promise<void>;
}

export interface SignalListener {
  told(signals: readonly Signal[]): void;
  /** For a while nothing could be heard. */
  missed(): void;
}

export const signalKinds = ['log', 'space', 'letter', 'asked', 'box', 'session', 'card', 'vault'] as const;

export interface Signal {
  /**
   * `log`: a log has grown. `space`: somebody came in. `letter`: for whom one has come. `asked`: in which space
   * somebody asks for a box. `box`: for whom another has come. `session`: the hash of the token
   * of one that was ended. `card`: another stands at the door; its id is empty. `vault`: whose was written.
   */
  readonly kind: (typeof signalKinds)[number];
  readonly id: string;
}
