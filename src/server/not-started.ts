import type { MigrationRefusal } from './store/migrations.ts';
import type { DatabaseRefusal } from './store/postgres/open.ts';

export type StartRefusal =
  | 'folder-in-use'
  | 'folder-not-writable'
  | 'port-in-use'
  | 'port-refused'
  | 'setup-other'
  | MigrationRefusal
  | DatabaseRefusal;

/** Something outside stands in the way of starting. The words for each reason are in `words/`. */
export class NotStarted extends Error {
  readonly code: StartRefusal;

  constructor(code: StartRefusal) {
    super(code);
    this.name = 'NotStarted';
    this.code = code;
  }
}
