import type { PresenceChange, SpaceKind } from '#domain/space/define.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';

export interface OpeningGround {
  readonly kind: SpaceKind;
  readonly members: readonly PersonId[];
  readonly presence: readonly PresenceChange[];
  readonly worksheet: Pick<Worksheets, 'readies'>;
}

export interface StepOf {
  readonly worksheet: EventId;
  readonly step: string;
}

/** Those present whose newest word, since they last came in, is that this step may be opened. */
export function whoIsReady(
  { members, presence, worksheet: { readies } }: OpeningGround,
  { worksheet, step }: StepOf,
): readonly PersonId[] {
  const cameAt = new Map(
    presence.flatMap(({ place, joined }) => joined.map((person) => [person, place] as const)),
  );
  return members.filter((member) => {
    const word = readies.get(`${worksheet} ${step} ${member}`);
    return word !== undefined && word.ready && !word.pending && word.place > (cameAt.get(member) ?? 0);
  });
}

/** The rule: a step opens when all are ready, and there are others. It asks whether, and never who. */
export function isOpen(ground: OpeningGround, step: StepOf): boolean {
  return ground.members.length > 1 && whoIsReady(ground, step).length === ground.members.length;
}
