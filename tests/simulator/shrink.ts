import type { Step, Story } from '#tests/simulator/story.ts';

/** The shortest story that still goes wrong, found by leaving out ever smaller pieces. */
export async function shrink(
  story: Story,
  goesWrong: (story: Story) => Promise<boolean>,
  triesMost = 300,
): Promise<Story> {
  let shortest = story;
  let triesLeft = triesMost;

  async function tryInstead(candidate: Story): Promise<boolean> {
    if (triesLeft-- <= 0 || !(await goesWrong(candidate))) return false;
    shortest = candidate;
    return true;
  }

  for (let size = story.steps.length >> 1; size >= 1 && triesLeft > 0;) {
    const before = shortest;
    for (let at = shortest.steps.length - size; at >= 0; at -= size) {
      await tryInstead({ ...shortest, steps: shortest.steps.toSpliced(at, size) });
    }
    if (size > 1 || shortest === before) size >>= 1;
  }
  if (shortest.nodes !== 1) await tryInstead({ ...shortest, nodes: 1 });
  // Better weather, and fewer turns, are easier to read.
  while (shortest.weather > 0 && (await tryInstead({ ...shortest, weather: shortest.weather - 1 })));
  for (let at = 0; at < shortest.steps.length; at++) {
    while ((shortest.steps[at]?.turns ?? 0) > 0 && (await tryInstead(withFewerTurns(shortest, at))));
  }
  return shortest;
}

function withFewerTurns(story: Story, at: number): Story {
  const steps = story.steps.map((step, index): Step =>
    index === at ? { ...step, turns: step.turns >> 1 } : step,
  );
  return { ...story, steps };
}
