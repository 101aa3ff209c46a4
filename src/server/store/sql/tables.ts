import type { Generated } from 'kysely';
import type { Bytes } from '#kernel/bytes.ts';
import type { SpaceKind } from '#protocol/commit.ts';

/**
 * The columns that both databases have, as Kysely needs them. What is asked at nearly every request, the log first of
 * all, is written by hand for each: `sqlite/` and `postgres/`.
 */
export interface Tables {
  instance: { one: number; community: Bytes; card: Bytes; card_written_at: number; public_text: string };
  former_card: { number: Generated<number>; card: Bytes; card_written_at: number };
  help_line: { number: Generated<number>; name: string; hidden: number; line: string | null };
  person: {
    person: Bytes;
    chain: Bytes;
    link: number;
    chain_head: Bytes;
    sign_pk: Bytes;
    seal_pk: Bytes;
    unlockers: Bytes;
    passphrase: string;
    signin_name: Bytes;
    kit_lookup: Bytes;
    account_hash: Bytes;
    closed: number;
  };
  vault: { person: Bytes; version: number; vault: Bytes };
  former_account: { rowid: Generated<number>; person: Bytes; at: number; unlockers: Bytes; vault: Bytes };
  session: Token;
  known_device: Token;
  space: { number: number; space: Bytes; kind: SpaceKind; state: Bytes };
  membership: { person: Bytes; space: number; sign_pk: Bytes; is_former: number; ended_at: number | null };
  invitation: { space: number; sign_pk: Bytes; until: number; ended: 'used' | 'closed' | null };
  box: { recipient: Bytes; space: number; epoch: number; author: Bytes; sealed: Bytes };
  box_ask: { space: number; person: Bytes; epoch: number; at: number };
  letter: { recipient: Bytes; number: number; sender: Bytes; at: number; sealed: Bytes };
  knock_count: { sender: Bytes; recipient: Bytes; count: number };
  blob: {
    number: Generated<number>;
    space: number;
    id: Bytes;
    author: Bytes;
    length: number;
    missing: number;
    begun_at: number;
    event: Bytes | null;
  };
  blob_part: { blob: number; part: number; bytes: Bytes };
  setup: { one: number; fingerprint: Bytes };
}

interface Token {
  token_hash: Bytes;
  person: Bytes;
  until: number;
}
