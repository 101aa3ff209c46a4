import { describe, expect, test } from 'vitest';
import { introduced } from '#domain/community/introduced.ts';
import { named } from '#domain/member/named.ts';
import { nameOf } from '#domain/member/state.ts';
import { spaceNamedAs } from '#domain/space/named.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ana, bo, stranger } from '#tests/domain/cast.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf, tell, withBody } from '#tests/domain/story.ts';

describe.each<[string, PersonId, PersonId]>([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
])('%s', (_names, one, other) => {
  test('name themselves, and the newest name stands', () => {
    const story = tell('pair', one, other);
    story.does(one, named({ name: 'First' }));
    story.does(other, named({ name: 'Other' }));
    story.does(one, named({ name: '  Second ' }));
    expect(nameOf(story.state().member, one)).toBe('Second');
    expect(nameOf(story.state().member, other)).toBe('Other');
    expect(nameOf(story.state().member, stranger)).toBeNull();
  });

  test('keep their name in what they leave behind', () => {
    const story = tell('pair', one, other);
    story.does(one, named({ name: 'First' }));
    story.leaves(one);
    story.does(one, named({ name: 'Gone' }));
    expect(nameOf(story.state().member, one)).toBe('First');
  });

  test('may both name the place, in a circle and a community, and not between two', () => {
    for (const kind of ['circle', 'community'] as const) {
      const story = tell(kind, one, other);
      story.does(one, spaceNamedAs({ name: 'Tuesday Circle' }));
      story.does(other, spaceNamedAs({ name: 'Wednesday Circle' }));
      expect(story.state().space.name).toBe('Wednesday Circle');
    }
    const pair = tell('pair', one, other);
    pair.does(one, spaceNamedAs({ name: 'Us' }));
    expect(pair.state().space.name).toBeNull();
  });

  test('introduce themselves in their own words, and new words let the old ones go', () => {
    const story = tell('community', one, other);
    const old = story.does(one, introduced({ words: 'I have been in hospital.' }, null));
    story.does(other, introduced({ words: 'I keep bees.' }, null));
    const fold = story.fold();
    expect(fold.state.community.introductions.get(one)).toMatchObject({
      id: old,
      words: 'I have been in hospital.',
    });
    story.does(one, introduced({ words: 'I grow beans.' }, old));
    const { state } = story.fold();
    expect(state.community.introductions.get(one)).toMatchObject({ words: 'I grow beans.' });
    expect(JSON.stringify(plain(state))).not.toContain('hospital');
    expect(plain(foldOf('community', withBody(story.log, old, { state: 'kept-back' })).state)).toMatchObject({
      keptBack: [],
    });
  });
});

test.each([
  ['empty', ''],
  ['only blanks', '   '],
  ['longer than 60 letters', 'a'.repeat(61)],
  ['of two lines', 'Ana\nBo'],
  ['turning the line around', 'Ana \u202eoB'],
])('a name that is %s is refused', (_what, name) => {
  const story = tell('circle', ana);
  story.does(ana, named({ name }));
  story.does(ana, spaceNamedAs({ name }));
  expect(nameOf(story.state().member, ana)).toBeNull();
  expect(story.state().space.name).toBeNull();
});

test('introductions have at most 2,000 letters and are made in the community', () => {
  const community = tell('community', ana);
  community.does(ana, introduced({ words: 'a'.repeat(2001) }, null));
  expect(community.state().community.introductions.size).toBe(0);
  const circle = tell('circle', ana);
  circle.does(ana, introduced({ words: 'hello' }, null));
  expect(circle.state().community.introductions.size).toBe(0);
});
