import type { Database } from 'better-sqlite3';
import type { Bytes } from '#kernel/bytes.ts';
import type { HotReads } from '#server/store/sql/hot.ts';
import { plain } from '#server/store/sql/plain.ts';

interface TokenRow {
  person: Bytes;
  until: number;
}
interface MembershipRow {
  sign_pk: Bytes;
  is_former: number;
  ended_at: number | null;
}

/** Who asks, and whether they are in a space: asked at nearly every door, so by hand and prepared once. */
export function lookupsOf(database: Database): Pick<HotReads, 'session' | 'knownDevice' | 'membership'> {
  const selectSession = database.prepare<[Bytes], TokenRow>(
    'SELECT person, until FROM session WHERE token_hash = ?',
  );
  const selectDevice = database.prepare<[Bytes], TokenRow>(
    'SELECT person, until FROM known_device WHERE token_hash = ?',
  );
  const selectMembership = database.prepare<[Bytes, Bytes], MembershipRow>(
    `SELECT sign_pk, is_former, ended_at FROM membership
     WHERE person = ? AND space = (SELECT number FROM space WHERE space = ?)`,
  );

  return {
    async session(tokenHash) {
      const row = selectSession.get(tokenHash);
      return row === undefined ? null : { person: plain(row.person), until: row.until };
    },
    async knownDevice(tokenHash) {
      const row = selectDevice.get(tokenHash);
      return row === undefined ? null : { person: plain(row.person), until: row.until };
    },
    async membership(space, person) {
      const row = selectMembership.get(person, space);
      if (row === undefined) return null;
      return { signPk: plain(row.sign_pk), isFormer: row.is_former === 1, endedAt: row.ended_at };
    },
  };
}
