import { expect } from 'vitest';
import type { Device, SpaceView } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { spaceOf } from '#tests/world.ts';
import { problems } from '#words/en/problems.ts';
import { refusals } from '#words/en/refusals.ts';

/** What a person reads when a lie was found out. A code without a sentence of its own would tell them nothing. */

/** Waits until a space has stopped, and hears why. */
export async function stopped(
  device: Pick<Device, 'watchSpace'>,
  space: SpaceId,
  why: keyof typeof problems,
): Promise<SpaceView> {
  const view = await spaceOf(device, space, ({ situation }) => situation === 'stopped');
  expect(sentenceOf(view)).toBe(problems[why]);
  return view;
}

/** Waits until a space that goes on warns of something. */
export async function warned(
  device: Pick<Device, 'watchSpace'>,
  space: SpaceId,
  of: keyof typeof problems,
): Promise<SpaceView> {
  const view = await spaceOf(device, space, ({ problem }) => problem !== null);
  expect(view.situation).toBe('open');
  expect(sentenceOf(view)).toBe(problems[of]);
  return view;
}

function sentenceOf({ problem }: SpaceView): unknown {
  return problem === null ? null : Reflect.get(problems, problem);
}

export function expectRefused(result: Result<unknown>, why: keyof typeof refusals): void {
  expect(result.ok ? 'a yes' : Reflect.get(refusals, result.refusal.code)).toBe(refusals[why]);
}
