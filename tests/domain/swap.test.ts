import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementView } from '#domain/agreement/view.ts';
import { retentionView } from '#domain/retention/view.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { ana, bo, cai } from '#tests/domain/cast.ts';
import { allSheets } from '#tests/domain/sheets.ts';
import { plain } from '#tests/domain/plain.ts';
import {
  acts,
  actsOfAgreeing,
  actsOfEnding,
  actsOnSheets,
  kinds,
  play,
  runs,
} from '#tests/domain/random-story.ts';
import { foldOf } from '#tests/domain/story.ts';

test('swapping two people in a log swaps them in what comes of it, and does nothing else', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.oneof(acts(), actsOfAgreeing(), actsOfEnding(), actsOnSheets()),
      (kind, todo) => {
        const { log } = play(kind, [ana, bo, cai], todo);
        expect(seen(kind, swapped(log))).toEqual(inOneOrder(swapped(seen(kind, log))));
      },
    ),
    runs(1500),
  );
});

function seen(kind: (typeof kinds)[number], log: readonly LogEntry[]): unknown {
  const { state } = foldOf(kind, log);
  return inOneOrder({
    state: plain(state),
    agreement: agreementView(state),
    retention: retentionView(state),
    sheets: allSheets(state),
  });
}

function swapped<Value>(value: Value): Value {
  const text = JSON.stringify(value).replaceAll(ana, '<>').replaceAll(bo, ana).replaceAll('<>', bo);
  // The same value with other names in it.
  return JSON.parse(text) as Value;
}

/** Lists of people, and lists with one thing for each member, come in an order that means nothing. */
function inOneOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inOneOrder(field)]));
  }
  const list = value.map(inOneOrder);
  if (list.every((item) => typeof item === 'string')) return list.sort();
  const perMember = list.every((item) => typeof item === 'object' && item !== null && 'member' in item);
  const perPerson = list.every(
    (item) => Array.isArray(item) && item.length === 2 && typeof item[0] === 'string',
  );
  return perMember || perPerson ? list.sort(byText) : list;
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
