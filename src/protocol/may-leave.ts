import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Leave } from '#protocol/commit.ts';
import type { SpaceState } from '#protocol/space-state.ts';

/**
 * Anybody may leave, at once. `leave.commit` names the commit that added them, so that an old leave means nothing
 * after they have come back. Their open invitations end with it, and a new epoch is due.
 */
export function mayLeave(state: SpaceState, leave: Leave): Result<SpaceState, 'not-a-member'> {
  const member = state.members.find(({ person }) => equalBytes(person, leave.person));
  if (member === undefined) return refuse('not-a-member');
  if (state.commits[member.since - 1] !== idFromBytes(leave.commit)) return refuse('not-a-member');
  const isLeaver = (person: Bytes) => equalBytes(person, leave.person);
  const others = state.care.filter((person) => !isLeaver(person));
  return ok({
    ...state,
    due: true,
    members: state.members.filter(({ person }) => !isLeaver(person)),
    invitations: state.invitations.filter(({ opener }) => !isLeaver(opener)),
    ...(others.length < state.care.length && { care: others, careMoved: state.number }),
  });
}
