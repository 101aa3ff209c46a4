import type { Bytes } from '#kernel/bytes.ts';
import type { Head } from '#protocol/api.ts';
import type { SpaceKind } from '#protocol/commit.ts';
import { plain } from '#server/store/sql/plain.ts';
import type { Glances } from '#server/store/shared-store.ts';
import type { Connection } from './connection.ts';
import { placesOn, rowToHead } from './log-reads.ts';

interface HeadsRow {
  person: Bytes;
  space: Bytes;
  kind: SpaceKind;
  seq: number;
  hash: Bytes;
}

export function glancesOn(connection: Connection): Glances {
  return {
    places: (spaces) => placesOn(connection, spaces, 'look'),

    async heads(people): Promise<readonly { person: Bytes; head: Head }[]> {
      const text = `SELECT m.person, s.space, s.kind, h.seq, h.hash FROM membership m
        JOIN space s ON s.number = m.space JOIN head h ON h.space = m.space
        WHERE m.person = ANY($1) AND m.is_former = 0 AND h.seq > 0`;
      const { rows } = await connection.query<HeadsRow>(text, [people], 'heads-of-many');
      return rows.map((row) => ({ person: plain(row.person), head: rowToHead(row) }));
    },

    async newestLetters(people) {
      const text = 'SELECT person, last_letter AS number FROM person WHERE person = ANY($1)';
      const { rows } = await connection.query<{ person: Bytes; number: number }>(text, [people]);
      return rows.map(({ person, number }) => ({ person: plain(person), number }));
    },

    async livingSessions(tokenHashes) {
      const text = 'SELECT token_hash FROM session WHERE token_hash = ANY($1)';
      const { rows } = await connection.query<{ token_hash: Bytes }>(text, [tokenHashes]);
      return rows.map((row) => plain(row.token_hash));
    },
  };
}
