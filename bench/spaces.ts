import { firstCommit, joiningCommit, type MadeCommit } from '#crypto/commit.ts';
import { newSecret, sealBox } from '#crypto/epoch.ts';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { sealEvent } from '#crypto/seal.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import type { Box, SignedCommit } from '#protocol/commit.ts';
import type { SignedEvent } from '#protocol/envelope.ts';
import { suite, version } from '#protocol/version.ts';
import { messageBytes } from './stage.ts';
import { wanted, type Person } from './people.ts';

/** A commit as it is sent. */
export interface Sent {
  readonly commit: SignedCommit;
  readonly boxes: readonly Box[];
}

/** A space of two, and the two commits that made it. */
export interface MadePair {
  readonly secret: Bytes;
  readonly opening: Sent;
  readonly joining: Sent;
  /** After both. */
  readonly place: LogPlace;
}

export async function makePair(opener: Person, newcomer: Person): Promise<MadePair> {
  const secret = newSecret();
  const invitation = await newInvitation();
  const opening = await openSpace(opener, secret, { kind: 'pair', invitations: [invitation] });
  const joined = await joinSpace(newcomer, secret, { after: opening.made, invitation });
  return { secret, opening: opening.sent, joining: joined.sent, place: joined.made.place };
}

/** The minute at which every invitation made here ends: six days from now. */
export function untilMinute(): number {
  return Math.floor(Date.now() / 60_000) + 6 * 24 * 60;
}

export async function openSpace(
  author: Person,
  secret: Bytes,
  space: { readonly kind: 'pair' | 'community'; readonly invitations: readonly Invitation[] },
): Promise<{ made: MadeCommit; sent: Sent }> {
  const until = untilMinute();
  const made = wanted(
    await firstCommit({
      kind: space.kind,
      author: author.line,
      signKey: author.signKey,
      secret,
      opens: space.invitations.map(({ signKey, sealKey }) => ({
        signPk: signKey.publicKey,
        sealPk: sealKey.publicKey,
        until,
      })),
      care: space.kind === 'community' ? [author.line.person] : undefined,
    }),
  );
  const receivers = [
    { to: author.line.person, sealPk: author.sealKey.publicKey },
    ...space.invitations.map(({ signKey, sealKey }) => ({
      to: signKey.publicKey,
      sealPk: sealKey.publicKey,
    })),
  ];
  const { space: id, number, prev } = made.commit;
  const boxes = await Promise.all(
    receivers.map((receiver) => sealBox({ secret, epoch: 1, space: id, number, prev, ...receiver })),
  );
  return { made, sent: { commit: made.signed, boxes } };
}

/** Comes in under an invitation of the first commit. Nothing but such joins has happened since. */
export async function joinSpace(
  newcomer: Person,
  secret: Bytes,
  entrance: {
    readonly first?: MadeCommit;
    readonly after: MadeCommit;
    readonly invitation: Invitation;
  },
): Promise<{ made: MadeCommit; sent: Sent }> {
  const { after, first = after, invitation } = entrance;
  const made = wanted(
    await joiningCommit({
      place: after.place,
      me: newcomer.line,
      signKey: newcomer.signKey,
      invitation,
    }),
  );
  const { space, number, prev } = first.commit;
  const receiver = { to: newcomer.line.person, sealPk: newcomer.sealKey.publicKey };
  const box = await sealBox({ secret, epoch: 1, space, number, prev, ...receiver });
  return { made, sent: { commit: made.signed, boxes: [box] } };
}

/** Something of `messageBytes` said in a pair, sealed and signed as a device does. */
export function makeEvent({ place, secret }: MadePair, author: Person): Promise<SignedEvent> {
  const { state, seq, hash } = place;
  const commit = state?.commits.at(-1);
  if (state === null || commit === undefined) throw new Error('nobody is in this space yet');
  const { space, epoch } = state;
  const core = {
    v: version,
    suite,
    space,
    epoch,
    commit: idToBytes(commit),
    author: author.line.person,
    seen: { seq, hash },
  } as const;
  const payload = {
    kind: 'conversation.said',
    at: Date.now(),
    once: randomBytes(16),
    vault: 1,
    content: { text: 'a'.repeat(messageBytes) },
  };
  return sealEvent({ secret, core, payload, signKey: author.signKey });
}
