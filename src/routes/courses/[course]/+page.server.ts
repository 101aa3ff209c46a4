import { error } from '@sveltejs/kit';
import { allCourses } from '#routes/courses/shelf.server.ts';

export const ssr = true;
export const prerender = true;

export function entries() {
  return allCourses().map(({ id }) => ({ course: id }));
}

export function load({ params }) {
  const course = allCourses().find(({ id }) => id === params.course);
  if (course === undefined) error(404);
  const modules = course.modules.map(({ id, title, aim, lessons, assignments }) => ({
    id,
    title,
    aim,
    lessons: lessons.map(({ id, title, minutes }) => ({ id, title, minutes })),
    assignments: assignments.map(({ id, title }) => ({ id, title })),
  }));
  return { course: { ...course, modules } };
}
