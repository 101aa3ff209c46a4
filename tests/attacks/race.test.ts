import { afterEach, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsOf, type World } from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

test('two commits racing: both of my devices begin the new epoch at once, and each says its word once', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  const other = world.device();
  value(await other.signIn(ana.draft));
  await spaceOf(other, pair, ({ members }) => members.length === 2);

  value(await bo.device.leave(pair));
  const both = [ana.device, other];
  for (const device of both) await spaceOf(device, pair, ({ members }) => members.length === 1);
  await Promise.all(both.map((device, index) => device.act(pair, said({ text: `Word ${index}.` }))));
  for (const device of both) {
    const { turns } = await spaceOf(device, pair, (view) => settledTurns(view.turns) === 2);
    expect(turns.map(wordsOf).toSorted()).toEqual(['Word 0.', 'Word 1.']);
    await viewOf(device, 'device', ({ unsent }) => !unsent);
  }
});

function settledTurns(turns: readonly { readonly pending: boolean }[]): number {
  return turns.filter(({ pending }) => !pending).length;
}
