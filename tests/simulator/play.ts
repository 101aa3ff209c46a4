import { begin } from '#tests/simulator/acts.ts';
import { townFrom, type Base } from '#tests/simulator/base.ts';
import { chanceFrom } from '#tests/simulator/chance.ts';
import { emptyDiary, type Diary } from '#tests/simulator/diary.ts';
import { findFaults } from '#tests/simulator/invariants/all.ts';
import { takePlatform } from '#tests/simulator/platform.ts';
import { comeToRest, letDaysPass, restAmongDeaf } from '#tests/simulator/rest.ts';
import type { Story } from '#tests/simulator/story.ts';
import type { Town } from '#tests/simulator/town.ts';
import { moveOn } from '#tests/simulator/weather.ts';

export interface Outcome {
  /** What is not as it should be. Empty where all is well. */
  readonly faults: readonly string[];
  readonly trace: readonly string[];
}

/** Tells a story from its beginning, lets everything come to rest, and looks at what is there. */
export async function play(base: Base, story: Story): Promise<Outcome> {
  const platform = takePlatform(base.endedAt);
  platform.reseed(story.seed);
  const town = await townFrom(base, platform, story.nodes ?? 1);
  const diary = emptyDiary();
  const unheard: string[] = [];
  const hear = (error: unknown): void => void unheard.push(`nobody caught: ${outlineOf(error)}`);
  process.on('unhandledRejection', hear);
  try {
    const faults = await tell(town, diary, story);
    return { faults: [...unheard, ...faults], trace: town.trace };
  } catch (error) {
    // Nothing may be thrown here, whatever the weather: it counts as a fault, and its seed is kept.
    return { faults: [...unheard, `something was thrown: ${outlineOf(error)}`], trace: town.trace };
  } finally {
    await town.close();
    platform.restore();
    process.off('unhandledRejection', hear);
  }
}

function outlineOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function tell(town: Town, diary: Diary, { weather, steps }: Story): Promise<readonly string[]> {
  for (const phone of town.phones) town.start(phone);
  await town.platform.settle();
  for (const step of steps) {
    begin(town, diary, step);
    await town.platform.settle();
    const chance = chanceFrom(step.chance);
    for (let turn = 0; turn < step.turns; turn++) await moveOn(town, chance, weather);
  }
  await comeToRest(town);
  if (diary.lapsing.size > 0) await letDaysPass(town);
  const faults = await findFaults(town, diary);
  if (faults.length > 0 || town.rooms.length === 1) return faults;
  const lastWords = (who: number): void =>
    begin(town, diary, { what: 'say', who, pick: 0, turns: 0, chance: 0 });
  await restAmongDeaf(town, lastWords);
  return findFaults(town, diary);
}
