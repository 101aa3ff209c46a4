import type { SpaceView } from '#device/device.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import { pickFrom } from '#tests/simulator/chance.ts';
import { newWords } from '#tests/simulator/diary.ts';
import type { At } from '#tests/simulator/scene.ts';
import type { CircleDeed } from '#tests/simulator/circle-deeds.ts';
import { spaceOf, viewOf } from '#tests/simulator/town.ts';

/** What people do with circles and by the care circle. */
export const circleDeeds: { readonly [What in CircleDeed]?: (at: At) => void } = {
  'open a circle'(at) {
    const others = othersIn(at).map(({ person }) => person);
    const left = pickFrom(others, at.pick);
    // Two to four are asked, so that there are three to five in the end.
    openCircle(at, at.pick % 2 === 0 ? others : others.filter((person) => person !== left));
  },
  'go on without somebody': (at) =>
    inCircle(at, ({ members }) => {
      const others = members.filter(({ isMe }) => !isMe).map(({ person }) => person);
      const left = pickFrom(others, at.pick);
      openCircle(
        at,
        others.filter((person) => person !== left),
      );
    }),
  'ask into a circle': (at) =>
    inCircle(at, ({ space }) => {
      const to = pickFrom(othersIn(at), at.pick)?.person;
      if (to !== undefined) void at.device.askIntoCircle(space, { to, words: 'Come and sit with us?' });
    }),
  'keep a seat': (at) =>
    inCircle(at, async ({ space }) => {
      const kept = await at.device.openSeat(space);
      if (kept.ok) at.diary.seats.push(kept.value.link);
    }),
  'close a seat': (at) =>
    inCircle(at, ({ space, seats }) => {
      const seat = pickFrom(seats, at.pick);
      if (seat !== undefined) void at.device.closeSeat(space, seat.id);
    }),
  'take a seat'({ device, diary, pick }) {
    const knock = pickFrom(
      viewOf(device, 'home').knocks.filter(({ circle }) => circle !== null),
      pick,
    );
    if (knock !== undefined && pick % 4 > 0) return void device.takeSeat({ knock: knock.id });
    // The link stays where it is: another may try it, too.
    const fragment = pickFrom(diary.seats, pick)?.split('#')[1];
    if (fragment !== undefined) void device.takeSeat({ fragment });
  },
  'remove somebody'(at) {
    const person = pickFrom(othersIn(at), at.pick)?.person;
    const words = newWords(at.diary);
    if (person !== undefined) void at.device.askCare({ act: 'removal', person, words });
  },
  'sign with the others'({ device, pick }) {
    const { asks } = viewOf(device, 'community').care;
    const ask = pickFrom(
      asks.filter(({ waitsForMe }) => waitsForMe !== null),
      pick,
    );
    if (ask !== undefined) void device.agreeToCare(ask.id);
  },
  'take back what was asked'({ device, pick }) {
    const { asks } = viewOf(device, 'community').care;
    const ask = pickFrom(
      asks.filter(({ isMine }) => isMine),
      pick,
    );
    if (ask !== undefined) void device.takeBackCare(ask.id);
  },
  'leave the care circle': ({ device }) => void device.leaveCareCircle(),
};

function openCircle({ device, diary }: At, ask: readonly PersonId[]): void {
  const words = { name: newWords(diary), purpose: '', look: 'nest', words: 'Shall we go on?' } as const;
  void device.openCircle({ ...words, ask });
}

function othersIn({ device }: At) {
  return viewOf(device, 'community').people.filter(({ isMe }) => !isMe);
}

function inCircle(at: At, run: (view: SpaceView) => unknown): void {
  const space = pickFrom(circlesOf(at), at.pick >> 3);
  if (space !== undefined) void run(spaceOf(at.device, space));
}

function circlesOf({ device }: At): readonly SpaceId[] {
  const circles = viewOf(device, 'home').spaces.filter(({ kind }) => kind === 'circle');
  return circles.map(({ space }) => space);
}
