import { databaseServer } from './database.ts';

/** On what a server is measured. */
export interface Setting {
  readonly store: 'SQLite' | 'PostgreSQL';
  /** How many of ours share the store. The bare reference is always one. */
  readonly nodes: 1 | 2;
}

const onPostgres: readonly Setting[] = [
  { store: 'PostgreSQL', nodes: 1 },
  { store: 'PostgreSQL', nodes: 2 },
];

export const settings: readonly Setting[] = [
  { store: 'SQLite', nodes: 1 },
  ...(databaseServer === null ? [] : onPostgres),
];

export function labelOf({ store, nodes }: Setting): string {
  return nodes === 1 ? store : `${store}, two nodes`;
}
