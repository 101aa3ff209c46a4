import { describe, expect, test } from 'vitest';
import { reworded } from '#domain/conversation/reworded.ts';
import { shown } from '#domain/conversation/shown.ts';
import type { SaidTurn, Turn } from '#domain/conversation/state.ts';
import { newestTurns, turnById } from '#domain/conversation/turns.ts';
import { voiced } from '#domain/conversation/voiced.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { ana, bo, stranger } from '#tests/domain/cast.ts';
import { picture, recording } from '#tests/domain/files.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const turns = (story: Story): readonly Turn[] => newestTurns(story.state().conversation, 100);

function turn(story: Story, id: EventId): SaidTurn {
  const found = turnById(story.state().conversation, id);
  if (found?.state !== 'said') throw new Error('nothing said');
  return found;
}

describe.each<[string, PersonId, PersonId]>([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
])('between %s', (_names, one, other) => {
  test('a picture and a recording are turns like any other, with or without words', () => {
    const story = tell('pair', one, other);
    story.does(one, shown({ ...picture('cat'), description: 'A cat.', note: 'about home' }));
    story.does(other, voiced(recording('song')));
    expect(turns(story)).toMatchObject([
      { author: one, text: 'A cat.', note: 'about home', file: { sort: 'picture', width: 640, height: 480 } },
      { author: other, text: '', note: null, file: { sort: 'recording', seconds: 12 } },
    ]);
  });

  test('a description is found anew, and the picture stays', () => {
    const story = tell('pair', one, other);
    const id = story.does(one, shown(picture('cat')));
    const { file } = turn(story, id);
    story.does(other, reworded(turn(story, id), { text: 'A dog.' }));
    expect(turn(story, id).text).toBe('');
    story.does(one, reworded(turn(story, id), { text: 'A cat.' }));
    expect(turn(story, id)).toMatchObject({ text: 'A cat.', file });
  });

  test('what is withdrawn leaves a line, and nothing that would open it', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, shown(picture('cat')));
    const second = story.does(other, voiced(recording('song')));
    story.does(one, withdrawn(turn(story, first)));
    story.does(one, withdrawn(turn(story, second)));
    expect(turns(story)).toMatchObject([{ state: 'withdrawn' }, { state: 'said' }]);
    expect(JSON.stringify(turns(story))).not.toContain(picture('cat').key);
  });
});

test('an event names what the server keeps for it', () => {
  const { blob, hash } = picture('cat');
  expect(shown(picture('cat')).blobs).toEqual([{ id: blob, hash }]);
  const other = recording('song');
  expect(voiced(other).blobs).toEqual([{ id: other.blob, hash: other.hash }]);
});

test('whoever is not here shows nothing, and the community is no place for it', () => {
  const story = tell('pair', ana, bo);
  story.does(stranger, shown(picture('cat')));
  story.does(stranger, voiced(recording('song')));
  expect(turns(story)).toEqual([]);
  const all = tell('community', ana, bo);
  all.does(ana, shown(picture('cat')));
  all.does(ana, voiced(recording('song')));
  expect(turns(all)).toEqual([]);
});

test.each([
  ['a drawing that may carry a program', { type: 'image/svg+xml' }],
  ['a page', { type: 'text/html' }],
  ['a recording', { type: 'audio/webm' }],
  ['something without a size', { width: 0 }],
  ['something larger than anybody brings', { bytes: 25 * 1024 * 1024 + 1 }],
  ['something that no key opens', { key: 'no key' }],
  ['a description of blanks', { description: '  ' }],
  ['a field that nobody knows', { mood: 3 }],
])('%s is not shown as a picture', (_name, change) => {
  const story = tell('solo', ana);
  story.does(ana, { kind: 'conversation.shown', content: { ...picture('cat'), ...change } });
  expect(turns(story)).toEqual([]);
});

test.each([
  ['a picture', { type: 'image/png' }],
  ['one of no length', { seconds: 0 }],
  ['one of more than an hour', { seconds: 3601 }],
  ['one that ends in the middle of a second', { seconds: 1.5 }],
])('%s is not heard as a recording', (_name, change) => {
  const story = tell('solo', ana);
  story.does(ana, { kind: 'conversation.voiced', content: { ...recording('song'), ...change } });
  expect(turns(story)).toEqual([]);
});
