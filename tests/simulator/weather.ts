import { minute } from '#kernel/time.ts';
import type { Chance } from '#tests/simulator/chance.ts';
import type { Fate, Flight } from '#tests/simulator/network.ts';
import type { Town } from '#tests/simulator/town.ts';

/** How many of a hundred go wrong, by how bad the weather is. */
const wrongIn100 = [0, 4, 12, 30] as const;

const mayDouble: ReadonlySet<Flight['kind']> = new Set(['request', 'portion', 'signal']);

/** Something moves: one of what is on its way, or time. */
export async function moveOn(town: Town, chance: Chance, weather: number): Promise<void> {
  const { platform } = town;
  // Sometimes several things arrive before anybody has done anything about the first.
  for (let others = chance.in100(12) ? 1 + chance.below(3) : 0; others > 0; others--) {
    const other = chooseFlight(town, chance, weather);
    if (other !== undefined) town.carry(other, fateOf(other, chance, weather));
  }
  const flight = chooseFlight(town, chance, weather);
  const next = platform.nextTimerAt();
  const isTimeToRing = flight === undefined || chance.in100(6);
  if (isTimeToRing && next !== null && next < platform.now() + minute) {
    town.trace.push('a timer rings');
    return platform.ring();
  }
  if (flight !== undefined) town.carry(flight, fateOf(flight, chance, weather));
  await platform.settle();
}

/** Anything may overtake anything, but what comes on one connection keeps its order unless the weather is bad. */
function chooseFlight({ network }: Town, chance: Chance, weather: number): Flight | undefined {
  const flights = network.flights();
  const flight = flights[chance.in100(50) ? 0 : chance.below(flights.length)];
  if (flight === undefined || (weather > 1 && chance.in100(10))) return flight;
  return flights.find(({ line }) => line === flight.line);
}

function fateOf({ kind }: Flight, chance: Chance, weather: number): Fate {
  if (!chance.in100(wrongIn100[weather] ?? 0)) return 'arrives';
  const fates = ['is lost', 'fails', 'comes twice'] as const;
  const fate = fates[chance.below(3)] ?? 'fails';
  return fate === 'comes twice' && !mayDouble.has(kind) ? 'arrives' : fate;
}
