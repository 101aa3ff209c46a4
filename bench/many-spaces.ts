import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { onceInSpace, onceSeen } from '#cli/demo/once.ts';
import { wanted } from './people.ts';
import { twoTalking, type TwoTalking } from './two-talking.ts';

/** Somebody who has been here for long: in the community, in a pair, and in circles, with all that was said there. */
export interface LongHere {
  readonly signIn: TwoTalking['signIn'];
  /** Where something was said last. */
  readonly newest: SpaceId;
}

const words = 'The tomatoes are late again, and nobody minds, because there is so much else to eat. ';
/** Said in each space before anybody waits for all of it to be at the server. */
const saidAtOnce = 10;

export async function manySpaces(
  { origin, token }: { readonly origin: string; readonly token: string },
  { spaces, events }: { readonly spaces: number; readonly events: number },
): Promise<LongHere> {
  const two = await twoTalking(origin, token);
  try {
    const talks = [two.space];
    // The community is one of them.
    while (talks.length < spaces - 1) talks.push(await newCircle(two, talks.length));
    const rounds = Math.ceil(events / (talks.length * saidAtOnce));
    for (let round = 0; round < rounds; round++) await talkEverywhere(two, talks, round);
    return { signIn: two.signIn, newest: two.space };
  } finally {
    two.close();
  }
}

async function newCircle({ devices: [ana, bo] }: TwoTalking, number: number): Promise<SpaceId> {
  const opening = { name: `Circle ${number}`, purpose: '', look: 'nest', ask: [], words: '' } as const;
  const { space } = wanted(await ana.openCircle(opening));
  const { link } = wanted(await ana.openSeat(space));
  wanted(await bo.takeSeat({ fragment: link.split('#')[1] ?? '' }));
  await onceInSpace(ana, space, ({ members }) => (members.length === 2 ? true : null));
  return space;
}

async function talkEverywhere(
  { devices: [ana, bo] }: TwoTalking,
  talks: readonly SpaceId[],
  round: number,
): Promise<void> {
  // The pair comes last, so that it has the newest words.
  for (const space of talks.toReversed()) {
    for (let turn = 0; turn < saidAtOnce; turn++) {
      const text = `${round}, ${turn}. ${words.repeat(1 + (turn % 3))}`;
      wanted(await (turn % 2 === 0 ? ana : bo).act(space, said({ text })));
    }
  }
  for (const device of [ana, bo]) {
    await onceSeen(device, 'device', ({ unsent }) => (unsent ? null : true));
  }
}
