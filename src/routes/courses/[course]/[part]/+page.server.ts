import { error } from '@sveltejs/kit';
import type { Course, Module } from '#domain/course/course.ts';
import { allCards, allCourses } from '#routes/courses/shelf.server.ts';
import type { Way } from './way.ts';

export const ssr = true;
export const prerender = true;

export function entries() {
  return allCourses().flatMap((course) =>
    partsOf(course).map(({ part }) => ({ course: course.id, part: part.id })),
  );
}

export function load({ params }) {
  const course = allCourses().find(({ id }) => id === params.course);
  if (course === undefined) error(404);
  const parts = partsOf(course);
  const at = parts.findIndex(({ part }) => part.id === params.part);
  const found = parts[at];
  if (found === undefined) error(404);
  return {
    course: wayTo(course),
    before: neighbour(parts[at - 1]),
    after: neighbour(parts[at + 1]),
    ...contentOf(found),
  };
}

/** Every page of a course, in the order of reading. */
function partsOf(course: Course) {
  return course.modules.flatMap((module) => [
    { kind: 'module' as const, module, part: module },
    ...module.lessons.map((part) => ({ kind: 'lesson' as const, module, part })),
    ...module.assignments.map((part) => ({ kind: 'assignment' as const, module, part })),
  ]);
}

function contentOf(found: ReturnType<typeof partsOf>[number]) {
  if (found.kind === 'module') return { kind: found.kind, module: withRows(found.module) };
  const module = wayTo(found.module);
  if (found.kind === 'assignment') return { kind: found.kind, module, assignment: found.part };
  const { part: lesson } = found;
  const { lessons } = found.module;
  const nth = lessons.indexOf(lesson) + 1;
  const cards = allCards().filter((card) => card.traces.some((trace) => lesson.traces.includes(trace)));
  return { kind: found.kind, module, lesson, nth, of: lessons.length, cards: cards.map(wayTo) };
}

function withRows(module: Module) {
  return {
    ...module,
    lessons: module.lessons.map(({ id, title, minutes }) => ({ id, title, minutes })),
    assignments: module.assignments.map(wayTo),
  };
}

function neighbour(beside: { readonly part: Way } | undefined): Way | null {
  return beside === undefined ? null : wayTo(beside.part);
}

function wayTo({ id, title }: Way): Way {
  return { id, title };
}
