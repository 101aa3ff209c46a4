import { describe, expect, test } from 'vitest';
import { cameBack } from '#domain/community/came-back.ts';
import { isAway } from '#domain/community/state.ts';
import { steppedAway } from '#domain/community/stepped-away.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ana, bo, stranger } from '#tests/domain/cast.ts';
import { foldOf, tell, withBody } from '#tests/domain/story.ts';

describe.each<[string, PersonId, PersonId]>([
  ['Ana', ana, bo],
  ['Bo', bo, ana],
])('%s', (_name, one, other) => {
  test('takes a break, and nobody else is away', () => {
    const story = tell('community', one, other);
    story.does(one, steppedAway(null));
    expect(isAway(story.state().community, one)).toBe(true);
    expect(isAway(story.state().community, other)).toBe(false);
  });

  test('comes back, and nothing that can be read is left of the break', () => {
    const story = tell('community', one, other);
    const away = story.does(one, steppedAway(null));
    story.does(one, cameBack(away));
    expect(isAway(story.state().community, one)).toBe(false);
    // The server has wiped the body, and nobody misses it.
    const { state } = foldOf('community', withBody(story.log, away, { state: 'kept-back' }));
    expect(state.keptBack).toEqual([]);
  });

  test('is back also where two devices had begun a break', () => {
    const story = tell('community', one, other);
    story.does(one, steppedAway(null));
    const second = story.does(one, steppedAway(null));
    story.does(one, cameBack(second));
    expect(isAway(story.state().community, one)).toBe(false);
  });

  test('cannot send the other away, nor bring them back', () => {
    const story = tell('community', one, other);
    const away = story.does(other, steppedAway(null));
    story.does(one, cameBack(away));
    expect(isAway(story.state().community, other)).toBe(true);
    story.does(stranger, steppedAway(null));
    expect(isAway(story.state().community, stranger)).toBe(false);
  });

  test('takes no break anywhere but from the community', () => {
    for (const kind of ['pair', 'circle', 'solo'] as const) {
      const story = tell(kind, ...(kind === 'solo' ? [one] : [one, other]));
      story.does(one, steppedAway(null));
      expect(isAway(story.state().community, one)).toBe(false);
    }
  });

  test('gives no reason', () => {
    const story = tell('community', one, other);
    story.does(one, { kind: 'community.stepped-away', content: { because: 'it was loud' } });
    expect(isAway(story.state().community, one)).toBe(false);
  });
});
