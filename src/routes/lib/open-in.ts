import type { SpaceView } from '#device/device.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';

/** A sentence somebody offered, to which I have not said anything yet. */
export interface OpenClause {
  readonly space: SpaceId;
  readonly clause: EventId;
  readonly by: string;
  readonly text: string;
}

type Asked = Pick<SpaceView, 'space' | 'me' | 'names' | 'agreement' | 'apart'>;

/** The sentences of one space that wait for me, save those of somebody I have chosen not to meet. */
export function openIn({ space, me, names, agreement, apart }: Asked): readonly OpenClause[] {
  return agreement.clauses.flatMap(({ clause, newest }) => {
    if (newest.by === me || newest.by === null || !newest.waitsFor.includes(me)) return [];
    if (apart.includes(newest.by)) return [];
    return [{ space, clause, by: names[newest.by] ?? '', text: newest.text }];
  });
}
