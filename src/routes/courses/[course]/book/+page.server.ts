import { error } from '@sveltejs/kit';
import { allCourses } from '#routes/courses/shelf.server.ts';

export const ssr = true;
export const prerender = true;
// A whole course twice, once to be read and once for our code, would be twice the weight: here the markup is all.
export const csr = false;

export function entries() {
  return allCourses().map(({ id }) => ({ course: id }));
}

export function load({ params }) {
  const course = allCourses().find(({ id }) => id === params.course);
  if (course === undefined) error(404);
  return { course };
}
