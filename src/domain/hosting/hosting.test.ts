import { expect, test } from 'vitest';
import { hosted } from '#domain/hosting/held.ts';
import { nextHost } from '#domain/hosting/next.ts';
import { passesHosting } from '#domain/hosting/passed.ts';
import { takesHosting } from '#domain/hosting/taken.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const circle = () => tell('circle', ana, bo, cai);
const next = (story: Story) => {
  const { hosting, members } = story.state();
  return nextHost(hosting, members);
};

test('the turn goes around by itself, to each in their turn', () => {
  const story = circle();
  const order = [0, 1, 2, 3].map(() => {
    const host = next(story)!;
    story.does(host, hosted());
    return host;
  });
  expect(new Set(order.slice(0, 3))).toEqual(new Set([ana, bo, cai]));
  expect(order[3]).toBe(order[0]);
});

test('anybody takes the next time over, and the one after comes from there', () => {
  for (const who of [ana, bo, cai]) {
    const story = circle();
    story.does(who, takesHosting());
    expect(next(story)).toBe(who);
    story.does(who, hosted());
    expect(next(story)).not.toBe(who);
  }
});

test('whoever passes is not asked again before the circle has met', () => {
  const story = circle();
  const first = next(story)!;
  story.does(first, passesHosting());
  const second = next(story)!;
  expect(second).not.toBe(first);
  story.does(second, hosted());
  story.does(next(story)!, hosted());
  expect(next(story)).toBe(first);
});

test('whoever passes after taking it over is not the host, and can take it over again', () => {
  const story = circle();
  story.does(bo, takesHosting());
  story.does(bo, passesHosting());
  expect(next(story)).not.toBe(bo);
  story.does(bo, takesHosting());
  expect(next(story)).toBe(bo);
});

test('where all have passed it on, it is nobody’s', () => {
  const story = circle();
  for (const who of [ana, bo, cai]) story.does(who, passesHosting());
  expect(next(story)).toBeNull();
});

test('the turn of somebody who has left goes to the next', () => {
  const story = circle();
  story.does(cai, takesHosting());
  story.leaves(cai);
  expect([ana, bo]).toContain(next(story));
  story.does(stranger, takesHosting());
  expect(next(story)).not.toBe(stranger);
});

test('between two nobody is the host', () => {
  const story = tell('pair', ana, bo);
  story.does(ana, takesHosting());
  expect(story.state().hosting.taken).toBeNull();
});
