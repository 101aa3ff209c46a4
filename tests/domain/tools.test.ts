import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DraftEvent } from '#domain/space/define.ts';
import type { Step } from '#domain/tool/step.ts';
import { readTool, type Tool } from '#domain/tool/tool.ts';
import { answered } from '#domain/worksheet/answered.ts';
import { asked } from '#domain/worksheet/asked.ts';
import { gotReady } from '#domain/worksheet/got-ready.ts';
import { heard } from '#domain/worksheet/heard.ts';
import { offered } from '#domain/worksheet/offered.ts';
import { proposed } from '#domain/worksheet/proposed.ts';
import { started } from '#domain/worksheet/started.ts';
import { sheetView } from '#domain/worksheet/view.ts';
import { withdrawn } from '#domain/worksheet/withdrawn.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { ana, bo } from '#tests/domain/cast.ts';
import { plain } from '#tests/domain/plain.ts';
import { runs } from '#tests/domain/random-story.ts';
import { allSheets } from '#tests/domain/sheets.ts';
import { foldOf, tell, type Story } from '#tests/domain/story.ts';
import { sourcesIn } from '#tests/sources.ts';

// Every tool that is there, played through its own steps by two people in any order.

const tools = sourcesIn(['content/en/tools'], /\.json$/).map(({ file, text }) => {
  const read = readTool(JSON.parse(text));
  if (!read.ok) throw new Error(`${file}: ${read.refusal.detail}`);
  return read.value;
});

interface Turn {
  readonly who: 0 | 1;
  readonly step: number;
  readonly pick: number;
}

const turns = fc.array(fc.record({ who: fc.constantFrom<0 | 1>(0, 1), step: fc.nat(20), pick: fc.nat(99) }), {
  minLength: 4,
  maxLength: 25,
});

function play(tool: Tool, people: readonly [PersonId, PersonId], todo: readonly Turn[]): Story {
  const story = tell('pair', ...people);
  const worksheet = story.does(people[todo[0]?.who ?? 0], started({ tool: tool.id, version: tool.version }));
  todo.forEach(({ who, step, pick }, index) => {
    const draft = doing(story, tool.steps[step % tool.steps.length]!, { worksheet, pick, index });
    if (draft !== null) story.does(people[who], draft);
  });
  return story;
}

interface Where {
  readonly worksheet: EventId;
  readonly pick: number;
  readonly index: number;
}

/** What somebody may do in a step, as far as there is something to do it to. */
function doing(story: Story, step: Step, { worksheet, pick, index }: Where): DraftEvent | null {
  const on = { worksheet, step: step.id };
  const { offers = [], clauses = [] } = sheetView(story.state(), worksheet) ?? {};
  const offer = offers[pick % (offers.length || 1)];
  switch (step.does) {
    case 'read':
      return null;
    case 'write': {
      if (step.goes === 'nowhere' || step.goes === 'mine') return null;
      if (step.goes === 'at-once' && pick % 3 === 0) return gotReady({ ...on, ready: pick % 2 === 0 });
      if (pick % 5 === 0 && offer !== undefined) return withdrawn(offer);
      const { ask } = step.prompts[pick % step.prompts.length]!;
      return offered({ ...on, asked: ask, text: `words ${index}` });
    }
    case 'deck': {
      const { id, ask } = step.cards[pick % step.cards.length]!;
      if (pick % 3 > 0 && offer === undefined) return asked({ ...on, card: id, text: ask });
      return pick % 3 === 0 && offer !== undefined
        ? withdrawn(offer)
        : offered({ ...on, asked: ask, text: `answer ${index}` });
    }
    case 'piles':
      return offered({ ...on, asked: step.ask, text: `word ${index}` });
    case 'say-back':
      if (offer === undefined) return null;
      if (pick % 2 === 0) return heard({ worksheet, offer: offer.id, as: 'yes' });
      return offered({ ...on, asked: step.ask, text: `back ${index}`, of: offer.id });
    case 'ours': {
      const newest = clauses[pick % (clauses.length || 1)]?.newest;
      if (newest === undefined || pick % 4 === 0) return proposed({ ...on, text: `line ${index}` });
      const { proposal, text } = newest;
      return answered({ worksheet, clause: proposal, proposal, text, answer: pick % 3 ? 'yes' : 'not-yet' });
    }
  }
}

describe.each(tools)('the tool “$title”', (tool) => {
  test('is the same for both: with the seats swapped it comes to the same, with the seats swapped', () => {
    fc.assert(
      fc.property(turns, (todo) => {
        const { log } = play(tool, [ana, bo], todo);
        const [one, other] = [foldOf('pair', log).state, foldOf('pair', swapped(log)).state];
        expect(inOneOrder(plain(other))).toEqual(inOneOrder(swapped(plain(one))));
        expect(inOneOrder(allSheets(other))).toEqual(inOneOrder(swapped(allSheets(one))));
      }),
      runs(40),
    );
  });

  test('makes nothing ours that not both have said yes to', () => {
    fc.assert(
      fc.property(turns, (todo) => {
        const { log } = play(tool, [ana, bo], todo);
        for (const { clauses } of allSheets(foldOf('pair', log).state)) {
          for (const { inForce } of clauses)
            if (inForce !== null) expect(new Set(inForce.saidYes.map(({ person }) => person)).size).toBe(2);
        }
      }),
      runs(40),
    );
  });
});

function swapped<Value>(value: Value): Value {
  const text = JSON.stringify(value).replaceAll(ana, '<>').replaceAll(bo, ana).replaceAll('<>', bo);
  // The same value with other names in it.
  return JSON.parse(text) as Value;
}

/** Lists of people, and lists with one thing for each of them, come in an order that means nothing. */
function inOneOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inOneOrder(field)]));
  const list = value.map(inOneOrder);
  const perPerson = list.every(
    (item) =>
      typeof item === 'string' ||
      (typeof item === 'object' && item !== null && ('member' in item || Array.isArray(item))),
  );
  return perPerson ? list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;
}
