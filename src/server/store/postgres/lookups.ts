import type { Bytes } from '#kernel/bytes.ts';
import type { HotReads } from '#server/store/sql/hot.ts';
import { plain } from '#server/store/sql/plain.ts';
import type { StoredToken } from '#server/store/store.ts';
import type { Connection } from './connection.ts';

interface TokenRow {
  person: Bytes;
  until: number;
}
interface MembershipRow {
  sign_pk: Bytes;
  is_former: number;
  ended_at: number | null;
}

/** Who asks, and whether they are in a space: asked at nearly every door. */
export function lookupsOf(connection: Connection): Pick<HotReads, 'session' | 'knownDevice' | 'membership'> {
  async function token(table: 'session' | 'known_device', tokenHash: Bytes): Promise<StoredToken | null> {
    const text = `SELECT person, until FROM ${table} WHERE token_hash = $1`;
    const [row] = (await connection.query<TokenRow>(text, [tokenHash], table)).rows;
    return row === undefined ? null : { person: plain(row.person), until: row.until };
  }

  return {
    session: (tokenHash) => token('session', tokenHash),
    knownDevice: (tokenHash) => token('known_device', tokenHash),
    async membership(space, person) {
      const text = `SELECT sign_pk, is_former, ended_at FROM membership
        WHERE person = $1 AND space = (SELECT number FROM space WHERE space = $2)`;
      const [row] = (await connection.query<MembershipRow>(text, [person, space], 'membership')).rows;
      if (row === undefined) return null;
      return { signPk: plain(row.sign_pk), isFormer: row.is_former === 1, endedAt: row.ended_at };
    },
  };
}
