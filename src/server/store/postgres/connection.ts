/** Something that answers SQL. What it throws is a `StoreAway`, or says what is wrong with a statement. */
export interface Connection {
  /**
   * @param name under which the database may keep the statement once it has read it
   */
  query<Row>(text: string, values?: readonly unknown[], name?: string): Promise<Answered<Row>>;
}

export interface Answered<Row> {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: Row[];
}

/** One connection that nobody else uses meanwhile. */
export interface HeldConnection extends Connection {
  /** It is in no state to be used again. */
  discard(): void;
}

export interface Connections {
  /** Each statement by itself, on whichever connection is free. */
  readonly free: Connection;
  hold<Value>(work: (connection: HeldConnection) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}
