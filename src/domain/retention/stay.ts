import { day, type Millis } from '#kernel/time.ts';

/** How long turns may stay, shortest first. `all`: nothing is let go because of its age. */
export const stays = ['a-day', 'a-week', '30-days', '90-days', 'a-year', 'all'] as const;
export type Stay = (typeof stays)[number];

const daysOf: Readonly<Record<Stay, number>> = {
  'a-day': 1,
  'a-week': 7,
  '30-days': 30,
  '90-days': 90,
  'a-year': 365,
  all: Infinity,
};

export function stayMs(stay: Stay): Millis {
  return daysOf[stay] * day;
}

export function isLonger(stay: Stay, than: Stay): boolean {
  return daysOf[stay] > daysOf[than];
}
