import { expect, test } from 'vitest';
import { turnOf } from './resident.ts';

test('whoever comes in by a door or opens the lock has come in; whoever was here all along is here', () => {
  expect(turnOf('nobody', 'open')).toBe('came-in');
  expect(turnOf('locked', 'open')).toBe('came-in');
  expect(turnOf(undefined, 'open')).toBe('is-here');
  expect(turnOf('open', 'open')).toBe('is-here');
});

test('signing out, and wiping a locked device, is going; nobody at the start is nobody', () => {
  expect(turnOf('open', 'nobody')).toBe('went');
  expect(turnOf('locked', 'nobody')).toBe('went');
  expect(turnOf('open', 'ended-elsewhere')).toBe('went');
  expect(turnOf('open', 'closed')).toBe('went');
  expect(turnOf(undefined, 'nobody')).toBe('nobody');
});

test('a lock, or a device that is in trouble, says nothing about who lives here', () => {
  for (const now of ['starting', 'locked', 'broken', 'please-update', 'gone-elsewhere'] as const) {
    expect(turnOf('open', now)).toBeNull();
    expect(turnOf(undefined, now)).toBeNull();
  }
});
