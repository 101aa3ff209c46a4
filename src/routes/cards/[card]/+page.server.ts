import { error } from '@sveltejs/kit';
import { allCards, allCourses } from '#routes/courses/shelf.server.ts';

export const ssr = true;
export const prerender = true;

export function entries() {
  return allCards().map(({ id }) => ({ card: id }));
}

export function load({ params }) {
  const card = allCards().find(({ id }) => id === params.card);
  if (card === undefined) error(404);
  const lessons = allCourses().flatMap((course) =>
    course.modules
      .flatMap((one) => one.lessons)
      .filter((lesson) => lesson.traces.some((trace) => card.traces.includes(trace)))
      .map(({ id, title }) => ({ course: course.id, id, title })),
  );
  return { card, lessons };
}
