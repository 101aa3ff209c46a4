import { allCourses } from './shelf.server.ts';

// Public and prerendered: the texts are read once, while the pages are made, and no page carries more than its own.
export const ssr = true;
export const prerender = true;

export function load() {
  return {
    courses: allCourses().map(({ id, title, subtitle, size }) => ({ id, title, subtitle, size })),
  };
}
