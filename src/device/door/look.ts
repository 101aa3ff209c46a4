import { extendsHead, holdsRosterLine, verifyChain, type ChainState } from '#crypto/chain.ts';
import { invitationFromSecret, readFragment, type Invitation } from '#crypto/invitation.ts';
import { openBoxes } from '#device/inbox/find-keys.ts';
import { readsFromSeat } from '#device/inbox/before-me.ts';
import { readOn } from '#device/inbox/read-on.ts';
import { openPast, openWaiting } from '#device/inbox/take-in.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { proofFor } from '#device/door/proof.ts';
import type { Answer, Transport } from '#device/transport.ts';
import { idFromBytes, idToBytes, type SpaceId } from '#kernel/ids.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { AnswerOf } from '#protocol/api.ts';
import type { Fragment } from '#protocol/fragment.ts';
import type { SignedLink } from '#protocol/person.ts';
import type { SpaceKind } from '#protocol/commit.ts';
import { memberOf, type OpenInvitation, type SpaceState } from '#protocol/space-state.ts';

/** A space as somebody sees it who holds a link and is not in yet. */
export interface Look {
  readonly live: LiveSpace;
  readonly fragment: Fragment;
  readonly invitation: Invitation;
  /** The invitation as the log has it. */
  readonly open: OpenInvitation;
  /** Whoever made the link, as their own chain says. */
  readonly inviter: ChainState;
}

/**
 * Reads and verifies the whole log that a link opens. It has to run through the very commit that the link names, so
 * that nobody is shown another space, or another past, than whoever made the link was in; and whoever made it has to be
 * who they were then.
 */
export async function lookThrough(
  transport: Transport,
  link: string,
  kind: SpaceKind,
): Promise<Result<Look>> {
  const fragment = readFragment(link);
  if (!fragment.ok) return fragment;
  const { secret, space, number, commit, inviter } = fragment.value;
  const invitation = await invitationFromSecret(secret);
  const live = startLive(idFromBytes(space), kind);
  let chain: readonly SignedLink[] = [];
  const done = await readOn({
    live,
    me: null,
    async read(after) {
      const page = await readPage(transport, live.id, invitation, after);
      if (page.ok) ({ chain } = page.value);
      return page;
    },
    // Whoever only looks has nothing that the server had not.
    giveBack: async () => false,
    keep: async (_taken, { boxes = [] }) => {
      await openBoxes(live, boxes, [invitation.sealKey]);
      await openWaiting(live, null);
    },
  });
  if (!done.ok) return refuse(done.refusal.code);
  const { state } = live.place;
  if (state?.kind !== kind || state.commits[number - 1] !== idFromBytes(commit))
    return refuse('link-altered');
  const open = state.invitations.find(({ signPk }) => equalBytes(signPk, invitation.signKey.publicKey));
  if (open === undefined) return refuse('invitation-used');
  if (!equalBytes(open.opener, inviter) || open.number !== number) return refuse('link-altered');
  readsFromSeat(live, open.number);
  await openPast(live, null);
  const met = await meetInviter(chain, fragment.value, state);
  if (met === null) return refuse('person-differs');
  return ok({ live, fragment: fragment.value, invitation, open, inviter: met });
}

/**
 * Whoever made the link, where their chain runs through the head that the link names and says what the roster says.
 * Null for anybody else: an older chain than they had when they made it, or another.
 */
async function meetInviter(
  chain: readonly SignedLink[],
  { inviter, inviterHead }: Fragment,
  state: SpaceState,
): Promise<ChainState | null> {
  const line = memberOf(state, idFromBytes(inviter));
  const verified = await verifyChain(chain);
  if (line === undefined || !verified.ok || !equalBytes(verified.value.person, inviter)) return null;
  if (!extendsHead(chain, inviterHead) || !(await holdsRosterLine(chain, line))) return null;
  return verified.value;
}

async function readPage(
  transport: Transport,
  space: SpaceId,
  invitation: Invitation,
  after: number,
): Promise<Answer<AnswerOf<'readByInvitation'>>> {
  const { publicKey } = invitation.signKey;
  const proof = await proofFor(transport, invitation.signKey, publicKey);
  if (!proof.ok) return proof;
  return transport.call('readByInvitation', {
    space: idToBytes(space),
    invitation: publicKey,
    proof: proof.value,
    after,
  });
}
