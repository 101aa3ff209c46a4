import { expect, test } from 'vitest';
import { createTopics } from '#device/topics.ts';

test('whoever watches is told now, and once for each turn of work however much changed in it', async () => {
  const topics = createTopics();
  let state = 0;
  const told: number[] = [];
  const stop = topics.watch(
    'home',
    () => state,
    (view) => told.push(view),
  );
  expect(told).toEqual([0]);
  state = 1;
  topics.changed('home');
  state = 2;
  topics.changed('home', 'home');
  await Promise.resolve();
  expect(told).toEqual([0, 2]);
  stop();
  topics.changed('home');
  await Promise.resolve();
  expect(told).toEqual([0, 2]);
  expect(topics.isWatched('home')).toBe(false);
});

test('what is watched is known, for the moment in which everything may look otherwise', () => {
  const topics = createTopics();
  const look = () => 0;
  const stop = topics.watch('home', look, look);
  topics.watch('device', look, look);
  stop();
  expect(topics.watched()).toEqual(['device']);
});
