import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Box, Commit } from '#protocol/commit.ts';
import type { SpaceState } from '#protocol/space-state.ts';

/**
 * Whether nobody is left outside: a commit that raises the epoch brings its secret for every member and every open
 * invitation, one that opens an invitation brings it for that one, and a newcomer for itself. And nothing beyond.
 */
export function haveTheirBoxes(
  commit: Commit,
  state: SpaceState,
  boxes: readonly Box[],
): Result<void, 'boxes-missing' | 'malformed'> {
  const everybody = [
    ...state.members.map(({ person }) => person),
    ...state.invitations.map(({ signPk }) => signPk),
  ];
  const due = commit.keyHash === undefined ? newOnes(commit) : everybody;
  const [brought, here] = [
    new Set(boxes.map(({ to }) => bytesToText(to))),
    new Set(everybody.map(bytesToText)),
  ];
  if (due.some((one) => !brought.has(bytesToText(one)))) return refuse('boxes-missing');
  for (const { epoch, to } of boxes) {
    if (epoch !== state.epoch) return refuse('malformed', 'a box of another epoch');
    if (!here.has(bytesToText(to))) return refuse('malformed', 'a box for nobody');
  }
  return ok(undefined);
}

function newOnes(commit: Commit): readonly Bytes[] {
  return [...commit.adds.map(({ person }) => person), ...commit.opens.map(({ signPk }) => signPk)];
}
