import { chanceFrom } from '#tests/simulator/chance.ts';
import { circleThemes, deedsOfCircles, type CircleDeed } from '#tests/simulator/circle-deeds.ts';

/** What may happen in a step. What comes more often stands here more often. */
const deeds = [
  'say',
  'say',
  'say',
  'say',
  'say',
  'say',
  'say again',
  'reword',
  'reword',
  'withdraw',
  'withdraw',
  'meddle',
  'propose',
  'propose',
  'answer',
  'answer',
  'answer',
  'reopen',
  'rename',
  'introduce',
  'knock',
  'knock',
  'accept',
  'accept',
  'accept',
  'leave',
  'leave the community',
  'invite',
  'close an invitation',
  'come in',
  'sign in elsewhere',
  'retry',
  'discard',
  'lock',
  'unlock',
  'look',
  'crash',
  'crash in a write',
  'crash in a write',
  'start',
  'start',
  'start',
  'lose the line',
  'find the line',
  'find the line',
  'set the clock',
  'the server crashes',
  'the server crashes in a write',
  'the server crashes in a write',
  'the server starts',
  'the server starts',
  'a while',
  'a while',
  'a night',
] as const;

/** What may happen besides where several servers share a store. */
const deedsOfNodes = [
  'the server crashes',
  'the server starts',
  'the server starts',
  'a server hears nothing',
  'a server hears again',
] as const;

/** What is there when a story begins: a pair, or a pair, a circle and a care circle. */
export type House = 'pair' | 'circle';

export type Deed = (typeof deeds)[number] | (typeof deedsOfNodes)[number] | CircleDeed;

const atTheDoor: ReadonlySet<Deed> = new Set<Deed>(['come in', 'sign in elsewhere']);

/** People meet: this is where most can go wrong. */
const meeting: readonly Deed[] = ['knock', 'knock', 'accept', 'accept', 'accept', 'leave', 'say', 'say'];

/** What some stories are about more than others are. */
const themes: readonly (readonly Deed[])[] = [
  [],
  [],
  ['propose', 'propose', 'answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'reopen', 'leave'],
  meeting,
  ['crash in a write', 'crash in a write', 'the server crashes in a write', 'start', 'start', 'say', 'say'],
];

/** One thing that happens, and how much of what is on its way moves before the next. Each stands for itself. */
export interface Step {
  readonly what: Deed;
  /** On which device. */
  readonly who: number;
  /** To what, of all that there is then. */
  readonly pick: number;
  readonly turns: number;
  /** From which the luck of the network in this step is drawn. */
  readonly chance: number;
}

export interface Story {
  readonly seed: number;
  /** A pair where nothing is said. */
  readonly house?: House;
  /** How bad the network is, from 0: nothing goes wrong, and still nothing comes in order. */
  readonly weather: number;
  /** How many servers share the store; one where nothing is said. */
  readonly nodes?: number;
  readonly steps: readonly Step[];
}

/** The same seed tells the same story. */
export function storyFrom(seed: number): Story {
  const house = seed % 5 === 2 ? 'circle' : 'pair';
  const chance = chanceFrom(seed);
  const drawnWeather = chance.below(4);
  const length = 6 + chance.below(house === 'pair' ? 30 : 20);
  // Most devices are busy; some stories are about two of them.
  const devices = chance.in100(30) ? 2 : house === 'pair' ? 5 : 6;
  // A passphrase costs a fifth of a second, so that in most stories nobody types one.
  const isDoorOpen = chance.in100(15);
  const among = house === 'pair' ? themes : circleThemes;
  const theme = among[chance.below(among.length)] ?? [];
  const weather = theme === meeting && seed % 2 === 0 ? 3 : drawnWeather;
  const nodes = seed % 4 === 0 ? 2 : 1;
  const usual = house === 'pair' ? deeds : deedsOfCircles;
  // There is so much that can happen with a circle that it has to be told one thing at a time.
  const themeTimes = house === 'pair' ? 3 : 8;
  const ofTheme = Array.from({ length: themeTimes }, () => theme).flat();
  const possible = [...usual, ...ofTheme, ...(nodes > 1 ? deedsOfNodes : [])];
  const steps = Array.from({ length }, (): Step => {
    const drawn = possible[chance.below(possible.length)] ?? 'say';
    const what = !isDoorOpen && atTheDoor.has(drawn) ? 'say' : drawn;
    const turns = chance.in100(25) ? 0 : chance.in100(20) ? 40 : chance.below(14);
    return {
      what,
      who: chance.below(devices),
      pick: chance.below(1000),
      turns,
      chance: chance.below(2 ** 31),
    };
  });
  return { seed, house, weather, nodes, steps };
}
