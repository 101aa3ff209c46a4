import type { RunningDevice } from '#device/create-device.ts';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { newDevice } from '#cli/demo.ts';
import { onceInSpace, onceSeen } from '#cli/demo/once.ts';
import { card } from '#cli/demo/people.ts';
import { wanted } from './people.ts';

/** Two people with a pair of their own, in a house of our server, on devices in this process. */
export interface TwoTalking {
  readonly space: SpaceId;
  readonly devices: readonly [RunningDevice, RunningDevice];
  /** How the first of them comes in at another device. */
  readonly signIn: { readonly signinName: string; readonly passphrase: string };
  /** They say this many things in turns; done when the server has them all. */
  readonly talk: (turns: number) => Promise<void>;
  readonly close: () => void;
}

const words = 'The allotment is under water again, and I am less sorry about it than I thought I would be. ';

export async function twoTalking(origin: string, token: string): Promise<TwoTalking> {
  const [ana, bo] = [newDevice(origin), newDevice(origin)];
  const account = await ana.drawAccount();
  const { signinName, passphrase } = account;
  wanted(
    await ana.found({
      draft: account,
      name: 'Ana',
      passphrase,
      token,
      communityName: 'The Long Table',
      card,
    }),
  );
  const { link } = wanted(await ana.invite());
  const draft = await bo.drawAccount();
  const fragment = link.split('#')[1] ?? '';
  wanted(await bo.join({ draft, name: 'Bo', passphrase: draft.passphrase, fragment, card }));
  const space = await meet(ana, bo);
  return {
    space,
    devices: [ana, bo],
    signIn: { signinName, passphrase },
    async talk(turns) {
      for (let turn = 0; turn < turns; turn++) {
        const text = `${turn}. ${words.repeat(1 + (turn % 3))}`;
        wanted(await (turn % 2 === 0 ? ana : bo).act(space, said({ text })));
      }
      for (const device of [ana, bo]) {
        await onceSeen(device, 'device', ({ unsent }) => (unsent ? null : true));
      }
    },
    close() {
      ana.close();
      bo.close();
    },
  };
}

async function meet(ana: RunningDevice, bo: RunningDevice): Promise<SpaceId> {
  const to = await onceSeen(
    ana,
    'community',
    ({ people }) => people.find(({ isMe }) => !isMe)?.person ?? null,
  );
  wanted(await ana.knock({ to, words: 'Shall we talk?' }));
  const knock = await onceSeen(bo, 'home', ({ knocks }) => knocks[0] ?? null);
  const space = wanted(await bo.acceptKnock(knock.id));
  await onceInSpace(ana, space, ({ members }) => (members.length === 2 ? true : null));
  return space;
}
