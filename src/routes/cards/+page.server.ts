import { doors } from '#domain/course/card.ts';
import { allCards } from '#routes/courses/shelf.server.ts';

export const ssr = true;
export const prerender = true;

export function load() {
  const cards = allCards();
  return {
    doors: doors.map((door) => ({
      door,
      cards: cards.filter((card) => card.door === door).map(({ id, title }) => ({ id, title })),
    })),
  };
}
