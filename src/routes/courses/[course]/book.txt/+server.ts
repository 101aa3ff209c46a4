import { error } from '@sveltejs/kit';
import { allCourses } from '#routes/courses/shelf.server.ts';
import { loadWords } from '#words/words.ts';
import { textOfCourse } from './plain-text.ts';

export const prerender = true;

export function entries() {
  return allCourses().map(({ id }) => ({ course: id }));
}

export async function GET({ params }) {
  const course = allCourses().find(({ id }) => id === params.course);
  if (course === undefined) error(404);
  const words = await loadWords('en', 'courses', 'toolNames');
  return new Response(textOfCourse(course, words), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
