import type { MigrationRefusal } from './store/sqlite/migrate.ts';

export type StartRefusal =
  'folder-in-use' | 'folder-not-writable' | 'port-in-use' | 'port-refused' | MigrationRefusal;

/** Something outside stands in the way of starting. The words for each reason are in `words/`. */
export class NotStarted extends Error {
  readonly code: StartRefusal;

  constructor(code: StartRefusal) {
    super(code);
    this.name = 'NotStarted';
    this.code = code;
  }
}
