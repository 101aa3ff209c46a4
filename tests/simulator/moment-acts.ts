import { endingBegunFor } from '#domain/ending/begun.ts';
import { endingStoppedNow } from '#domain/ending/stopped.ts';
import { momentAsked } from '#domain/pause/asked.ts';
import { momentEnded } from '#domain/pause/ended.ts';
import { stayChosen } from '#domain/retention/chosen.ts';
import type { PersonId } from '#kernel/ids.ts';
import { pickFrom } from '#tests/simulator/chance.ts';
import type { CircleDeed } from '#tests/simulator/circle-deeds.ts';
import { inTalk, type At } from '#tests/simulator/scene.ts';
import { viewOf } from '#tests/simulator/town.ts';

/** What people do with their time, and with the end of it. */
export const momentDeeds: { readonly [What in CircleDeed]?: (at: At) => void } = {
  'ask for a moment': (at) =>
    inTalk(at, ({ space }) => void at.device.act(space, momentAsked({ until: null }))),
  'be back': (at) => inTalk(at, ({ space }) => void at.device.act(space, momentEnded())),
  'begin an end': (at) => inTalk(at, ({ space }) => void at.device.act(space, endingBegunFor({ on: null }))),
  'stop the end': (at) => inTalk(at, ({ space }) => void at.device.act(space, endingStoppedNow())),
  'choose what I keep': (at) =>
    inTalk(at, ({ space }) => void at.device.chooseKeeping(space, at.pick % 4 === 0 ? null : 'keep')),
  'say how long turns stay': (at) =>
    inTalk(at, ({ space }) => {
      const stay = pickFrom(['a-day', 'a-day', 'a-week', 'all'] as const, at.pick) ?? 'all';
      at.diary.lapsing.add(space);
      void at.device.act(space, stayChosen({ stay }));
    }),
  'choose not to meet'({ device, diary, pick }) {
    const others = viewOf(device, 'community').people.filter(({ isMe }) => !isMe);
    const person = pickFrom(others, pick)?.person;
    if (person !== undefined) void choose({ device, diary }, person, true);
  },
  'meet again'({ device, diary, pick }) {
    const person = pickFrom(viewOf(device, 'community').apart, pick)?.person;
    if (person !== undefined) void choose({ device, diary }, person, false);
  },
  'take a break': ({ device }) => void device.takeBreak(!viewOf(device, 'community').onBreak),
};

async function choose(
  { device, diary }: Pick<At, 'device' | 'diary'>,
  person: PersonId,
  apart: boolean,
): Promise<void> {
  const { me } = viewOf(device, 'device');
  if (me === null) return;
  const choice = { by: me.person, person, apart, kept: false };
  diary.choices.push(choice);
  choice.kept = (await device.keepApart(person, apart)).ok;
}
