import type { SpaceView } from '#device/device.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';

/** A sentence somebody offered, to which I have not said anything yet. */
export interface OpenClause {
  readonly space: SpaceId;
  readonly clause: EventId;
  readonly by: string;
  readonly text: string;
}

type Asked = Pick<SpaceView, 'space' | 'me' | 'names' | 'agreement'>;

/** The sentences of one space that wait for me. */
export function openIn({ space, me, names, agreement }: Asked): readonly OpenClause[] {
  return agreement.clauses.flatMap(({ clause, newest }) => {
    if (newest.by === me || newest.by === null || !newest.waitsFor.includes(me)) return [];
    return [{ space, clause, by: names[newest.by] ?? '', text: newest.text }];
  });
}
