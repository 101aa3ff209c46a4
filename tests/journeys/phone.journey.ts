import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { overflowing, tooSmall } from '#tests/a11y/room.ts';
import { isFull } from '#tests/full.ts';
import { phoneLine, phoneSlowerBy } from '#tests/slow-line.ts';
import { finger } from './hands.ts';
import { house, patience } from './house.ts';
import { heart, newPair, story, tell, type Pair } from './story.ts';

// A poor phone in the hand: 360 px, a finger, a slow processor and a slow line.
const here = house({ oneStory: true, line: phoneLine });
let pair: Pair;

beforeAll(async () => {
  pair = await newPair(here, { hands: finger, hasTouch: true, isMobile: true });
  for (const { context, page } of [pair.ana, pair.bo]) {
    context.setDefaultTimeout(3 * patience);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: phoneSlowerBy });
  }
});

tell(isFull ? story : heart, () => pair, fitsAFinger);

async function fitsAFinger(page: Page): Promise<void> {
  expect(await tooSmall(page), page.url()).toEqual([]);
  expect(await overflowing(page), page.url()).toEqual([]);
}
