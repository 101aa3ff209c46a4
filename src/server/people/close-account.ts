import { followLink, verifyChain } from '#crypto/chain.ts';
import { randomBytes } from 'node:crypto';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { chainSchema } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';
import { kept } from './kept.ts';
import { nobodysKey } from './nobody.ts';

/**
 * The end of an account. The link itself says whose wish it is: the recovery key's, or that of the current key together
 * with an unlocker. Its chain stays, closed, so that nobody ever takes this place; all that opened it is destroyed, and
 * its names are free, so that asking for them is asking for nobody.
 */
export async function closeAccount(
  { store, guard, sessions, scrubSoon }: Context,
  visit: SignedInVisit,
  { link }: RequestOf<'closeAccount'>,
): Promise<Answer<AnswerOf<'closeAccount'>>> {
  const me = visit.session.person;
  const before = await store.read.person(me);
  if (before === null) return refuse('not-found');
  const chain = kept(fromCbor(chainSchema, before.chain));
  const closed = await followLink(kept(await verifyChain(chain)), link);
  if (!closed.ok) {
    // Somebody else of the same account was quicker; anything else is not signed by whom it needs.
    return refuse(closed.refusal.code === 'link-not-next' ? 'version-taken' : 'signature-wrong');
  }
  if (!closed.value.closed) return refuse('malformed', 'not a close');
  if (!(await guard.mayChangeAccount(me, link.by))) return refuse('too-many');

  const { head, seq } = closed.value;
  const done = await store.write(async (writes) => {
    const now = await writes.person(me);
    if (now === null || !equalBytes(now.chainHead, before.chainHead)) return refuse('version-taken');
    const gone = await writes.closeAccount({
      person: me,
      chain: toCbor([...chain, link]),
      link: seq,
      chainHead: head,
      signPk: nobodysKey,
      signinName: drawn(),
      kitLookup: drawn(),
      accountHash: drawn(),
    });
    return ok(gone);
  });
  if (!done.ok) return done;
  sessions.ended(done.value);
  scrubSoon();
  visit.cookies.signOut();
  return ok({});
}

/** In the place of what could be asked for: nothing hashes to it. */
function drawn(): Bytes {
  return new Uint8Array(randomBytes(32));
}
