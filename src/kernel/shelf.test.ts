import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyShelf, valuesOf, type Shelf } from '#kernel/shelf.ts';

test('whatever is put, a shelf is an ordered map, and no shelf changes once it is there', () => {
  const puts = fc.array(fc.tuple(fc.nat(400), fc.nat()), { maxLength: 300 });
  fc.assert(
    fc.property(fc.array(puts, { maxLength: 12 }), (portions) => {
      const model = new Map<string, number>();
      const earlier: [Shelf<number>, string][] = [];
      let shelf = emptyShelf<number>();
      for (const portion of portions) {
        const draft = shelf.draft();
        for (const [key, value] of portion) {
          draft.put(`${key}`, value);
          model.set(`${key}`, value);
        }
        shelf = draft.settled();
        earlier.push([shelf, JSON.stringify([...model])]);
      }
      for (const [old, text] of earlier) expect(JSON.stringify(entries(old))).toBe(text);
      expect(shelf.size).toBe(model.size);
      for (const [key, value] of model) expect(shelf.get(key)).toBe(value);
      expect(shelf.get('nobody')).toBeUndefined();
      expect(shelf.at(shelf.size)).toBeUndefined();
    }),
  );

  function entries(shelf: Shelf<number>): unknown {
    const keys = Array.from({ length: 401 }, (_, key) => `${key}`).filter(
      (key) => shelf.get(key) !== undefined,
    );
    keys.sort((one, other) => (shelf.positionOf(one) ?? 0) - (shelf.positionOf(other) ?? 0));
    expect(keys.map((key) => shelf.get(key))).toEqual(valuesOf(shelf));
    return keys.map((key) => [key, shelf.get(key)]);
  }
});

test('two drafts of one shelf know nothing of each other', () => {
  const draft = emptyShelf<string>().draft();
  for (let number = 0; number < 200; number++) draft.put(`${number}`, 'common');
  const common = draft.settled();
  const one = common.draft();
  const other = common.draft();
  one.put('150', 'one');
  one.put('mine', 'one');
  other.put('150', 'other');
  draft.put('150', 'late');
  expect([common, one.settled(), other.settled()].map((shelf) => shelf.get('150'))).toEqual([
    'common',
    'one',
    'other',
  ]);
  expect(other.get('mine')).toBeUndefined();
});

test('a shelf without keys takes values one after the other, and has no gaps', () => {
  const draft = emptyShelf<string>().draft();
  draft.set(0, 'a');
  draft.set(1, 'b');
  draft.set(0, 'A');
  expect(valuesOf(draft.settled())).toEqual(['A', 'b']);
  expect(() => draft.set(3, 'd')).toThrow();
});
