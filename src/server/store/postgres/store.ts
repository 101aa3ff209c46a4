import { minute } from '#kernel/time.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import { readsOf } from '#server/store/sql/reads.ts';
import { writesOf } from '#server/store/sql/writes.ts';
import type { Reads, Writes } from '#server/store/store.ts';
import type { Connection, Connections } from './connection.ts';
import { glancesOn } from './glances.ts';
import { logReadsOf } from './log-reads.ts';
import { logWritesOf } from './log-writes.ts';
import { lookupsOf } from './lookups.ts';
import { passingOn, sweepPassing } from './passing.ts';
import { tablesOn } from './tables-on.ts';
import { transact } from './write.ts';

/** The store in a database that other nodes write to as well. */
export function storeOn(connections: Connections, scrub: () => Promise<void>): SharedStore {
  const { free } = connections;
  return {
    isShared: true,
    read: readsOf(tablesOn(free), { ...lookupsOf(free), ...logReadsOf(free) }),
    passing: passingOn(free),
    glances: glancesOn(free),
    write: (work, holding) => transact(connections, holding, (connection) => work(writesOn(connection))),
    scrub,
    close: connections.close,
  };
}

function writesOn(connection: Connection): Writes {
  const tables = tablesOn(connection);
  const hot = logWritesOf(connection);
  const asked = logReadsOf(connection);
  const reads: Reads = readsOf(tables, {
    ...lookupsOf(connection),
    ...asked,
    async space(space) {
      await hot.place(space);
      return asked.space(space);
    },
  });
  const writes = writesOf(tables, hot, reads);
  return {
    ...writes,
    async sweep(now) {
      await writes.sweep(now);
      await sweepPassing(connection, now.sessionsUntil * minute);
    },
  };
}
