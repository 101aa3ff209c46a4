import { followLink, verifyChain, type ChainState } from '#crypto/chain.ts';
import { unlockersHashOf } from '#crypto/hash.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { day, minute, toMinutes, type Minutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { chainSchema, unlockersSchema, type SignedLink, type Unlocker } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { StoredPerson } from '#server/store/store.ts';
import type { SignedInVisit } from '#server/visit.ts';
import { isVaultSigned } from './account.ts';
import { kept } from './kept.ts';

type Change = RequestOf<'changeAccount'>;

/** How long the vault and the unlockers from before a change are kept for whoever holds the kit. */
export const formerAccountLasts: Minutes = (30 * day) / minute;

/**
 * Another passphrase, another kit or other keys. The links themselves say who wants it; the unlockers and the vault
 * come in the same step, so that nobody is ever left with a chain that names ways in which are not there.
 */
export async function changeAccount(
  { store, guard, clock, sessions }: Context,
  visit: SignedInVisit,
  change: Change,
): Promise<Answer<AnswerOf<'changeAccount'>>> {
  const me = visit.session.person;
  const before = await store.read.person(me);
  if (before === null) return refuse('not-found');
  const chain = kept(fromCbor(chainSchema, before.chain));
  if (endsWith(chain, change.links)) return ok({});
  const checked = await checkChange(before, chain, change);
  if (!checked.ok) return checked;
  // Counted once it is known who signed, so that nobody uses up tries in the name of the recovery key.
  if (!(await guard.mayChangeAccount(me, signerOf(change)))) return refuse('too-many');

  const { vault } = change;
  const { signPk, sealPk } = checked.value;
  const isRotated = !equalBytes(before.signPk, signPk) || !equalBytes(before.sealPk, sealPk);
  let endOthers = () => {};
  const done = await store.write(async (writes) => {
    const now = await writes.person(me);
    const formerVault = await writes.vault(me);
    if (now === null || formerVault === null) return refuse('not-found');
    if (!equalBytes(now.chainHead, before.chainHead)) return refuse('version-taken');
    if (formerVault.version !== vault.version - 1) return refuse('version-taken');
    const isPut = await writes.putAccount(checked.value, { version: vault.version, vault: toCbor(vault) });
    if (!isPut) return refuse('id-taken');
    await writes.addFormerAccount(me, {
      at: toMinutes(clock()),
      unlockers: now.unlockers,
      vault: formerVault.vault,
    });
    // Whoever has a device that was taken has its session, too.
    if (isRotated) endOthers = await sessions.endOthers(writes, visit.session, visit.deviceToken);
    return ok({});
  });
  if (done.ok) endOthers();
  return done;
}

/** The answer was lost on its way and the same is sent again. */
function endsWith(chain: readonly SignedLink[], links: readonly SignedLink[]): boolean {
  const tail = chain.slice(-links.length);
  return (
    tail.length === links.length && tail.every((link, at) => equalBytes(toCbor(link), toCbor(links[at]!)))
  );
}

function signerOf({ links }: Change): 'current' | 'recovery' {
  return links.every(({ by }) => by === 'recovery') ? 'recovery' : 'current';
}

/** Whether the links may follow, and whether all that comes along is what the last of them says. */
async function checkChange(
  before: StoredPerson,
  chain: readonly SignedLink[],
  { links, unlockers, vault, passphrase, kitLookup }: Change,
): Promise<Result<StoredPerson, RefusalCode>> {
  const former = kept(await verifyChain(chain));
  const followed = await followAll(former, links);
  if (!followed.ok) return followed;
  const { head, seq, signPk, sealPk, unlockersHash, recoveryPk } = followed.value;
  if (!equalBytes(unlockersHashOf(unlockers), unlockersHash)) return refuse('malformed', 'unlockers');
  if (!(await isVaultSigned(vault, followed.value))) return refuse('signature-wrong', 'vault');
  const set = kept(fromCbor(unlockersSchema, before.unlockers));
  if (isSame(keyOf(set), keyOf(unlockers)) !== (passphrase === undefined))
    return refuse('malformed', 'passphrase');
  if (equalBytes(former.recoveryPk, recoveryPk) !== (kitLookup === undefined))
    return refuse('malformed', 'kit');
  return ok({
    ...before,
    chain: toCbor([...chain, ...links]),
    link: seq,
    chainHead: head,
    signPk,
    sealPk,
    unlockers: toCbor(unlockers),
    passphrase: passphrase ?? before.passphrase,
    kitLookup: kitLookup ?? before.kitLookup,
  });
}

async function followAll(
  former: ChainState,
  links: readonly SignedLink[],
): Promise<Result<ChainState, RefusalCode>> {
  let state = former;
  for (const link of links) {
    const next = await followLink(state, link);
    if (!next.ok) return refuse(codeOf(next.refusal.code), next.refusal.code);
    // That has a door of its own.
    if (next.value.closed) return refuse('malformed', 'closed');
    state = next.value;
  }
  return ok(state);
}

/** Somebody else of the same account was quicker; anything else is not signed by whom it needs. */
function codeOf(code: string): RefusalCode {
  return code === 'link-not-next' ? 'version-taken' : 'signature-wrong';
}

function keyOf(unlockers: readonly Unlocker[]): Bytes | undefined {
  return unlockers.find(({ use }) => use === 'passphrase')?.signPk;
}

function isSame(one: Bytes | undefined, other: Bytes | undefined): boolean {
  return one === undefined || other === undefined ? one === other : equalBytes(one, other);
}
