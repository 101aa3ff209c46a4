import { describe, expect, test } from 'vitest';
import { digitsOf, numberIn, readKept, tidyKept } from './kept.ts';

describe('what is kept for a bad night', () => {
  test('is kept without what was left empty, and in its own order', () => {
    const kept = tidyKept({
      people: [
        { name: ' Dee ', way: '' },
        { name: '', way: '  ' },
        { name: 'Bo', way: ' after six\n' },
      ],
      hardTimes: '  It has passed before.\n',
    });
    expect(kept).toEqual({
      people: [
        { name: 'Dee', way: '' },
        { name: 'Bo', way: 'after six' },
      ],
      hardTimes: 'It has passed before.',
    });
  });

  test('is nothing at all where nothing is written', () => {
    expect(tidyKept({ people: [{ name: ' ', way: '' }], hardTimes: '\n' })).toBeNull();
    expect(tidyKept({ people: [], hardTimes: '' })).toBeNull();
  });

  test.each([['a text'], [null], [{}], [{ people: [{ name: 1 }], hardTimes: '' }], [{ people: [] }]])(
    'is nothing where %j lies in its place',
    (written) => {
      expect(readKept(written)).toBeNull();
    },
  );
});

describe('a number in somebody’s own words', () => {
  test.each([
    ['0171 555 01 02', '0171 555 01 02'],
    ['after six, +44 (0)171 555-0102, let it ring', '+44 (0)171 555-0102'],
    ['flat 3, then 0171/5550102', '0171/5550102'],
  ])('is found in “%s”', (way, number) => {
    expect(numberIn(way)).toBe(number);
  });

  test.each([['ring the bell twice'], ['between 18 and 22'], ['flat 3, floor 12'], ['18.00 - 22.00']])(
    'is not seen in “%s”',
    (way) => {
      expect(numberIn(way)).toBeNull();
    },
  );

  test('is dialled by its digits alone, with the plus it begins with', () => {
    expect(digitsOf('+44 (0)171 555-0102')).toBe('+4401715550102');
    expect(digitsOf('0171/555+0102')).toBe('01715550102');
  });
});
