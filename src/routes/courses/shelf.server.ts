import { readAssignment, readCourse, readModule, type Course, type Module } from '#domain/course/course.ts';
import { doors, readCard, type Card } from '#domain/course/card.ts';
import { readLesson } from '#domain/course/lesson.ts';
import type { Written } from '#domain/course/text.ts';
import type { Result } from '#kernel/result.ts';
import { readWritten } from './written.server.ts';

type Files = Readonly<Record<string, string>>;

const courseFiles: Files = import.meta.glob(['/content/en/courses/*/**/*.md'], {
  eager: true,
  query: '?raw',
  import: 'default',
});
const cardFiles: Files = import.meta.glob('/content/en/cards/*/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
});

let courses: readonly Course[] | undefined;
let cards: readonly Card[] | undefined;

/** Every course that comes along, in the order of their letters. Read once, while pages are made. */
export function allCourses(): readonly Course[] {
  return (courses ??= coursesIn(courseFiles));
}

/** Every card that comes along, door by door. */
export function allCards(): readonly Card[] {
  return (cards ??= cardsIn(cardFiles));
}

/** Puts files together to courses. A slip in one of them stops the build with its name. */
export function coursesIn(files: Files): readonly Course[] {
  const found = Object.keys(files)
    .filter((file) => file.endsWith('/course.md'))
    .map((file) => ({
      ...readOne(files, file, readCourse),
      modules: modulesIn(files, file.replace(/course\.md$/, '')),
    }));
  return found.toSorted(({ modules: [a] }, { modules: [b] }) => byId(a ?? { id: '' }, b ?? { id: '' }));
}

function modulesIn(files: Files, folder: string): readonly Module[] {
  const found = Object.keys(files)
    .filter((file) => file.startsWith(folder) && file.endsWith('/module.md'))
    .map((file) => {
      const own = file.replace(/module\.md$/, '');
      const others = Object.keys(files).filter((other) => other.startsWith(own) && other !== file);
      const isAssignment = (other: string) => other.startsWith(`${own}assignment-`);
      return {
        ...readOne(files, file, readModule),
        lessons: others
          .filter((other) => !isAssignment(other))
          .map((other) => readOne(files, other, readLesson))
          .toSorted(byId),
        assignments: others
          .filter(isAssignment)
          .map((other) => readOne(files, other, readAssignment))
          .toSorted(byId),
      };
    });
  return found.toSorted(byId);
}

function cardsIn(files: Files): readonly Card[] {
  const found = Object.keys(files)
    .toSorted()
    .map((file) => readOne(files, file, readCard));
  return doors.flatMap((door) => found.filter((card) => card.door === door));
}

/** A text is known by the name of its file, or of its folder, so that no two can say they are the same. */
function readOne<Content extends { readonly id: string }>(
  files: Files,
  file: string,
  read: (written: Written) => Result<Content, 'text.malformed'>,
): Content {
  const written = readWritten(files[file] ?? '');
  const content = written.ok ? read(written.value) : written;
  if (!content.ok) throw new Error(`${file} cannot be used. ${content.refusal.detail ?? ''}`);
  const name = /([^/]+)(?:\/(?:module|course))?\.md$/.exec(file)?.[1];
  if (content.value.id !== name) throw new Error(`${file} cannot be used. id: it should be ${name}`);
  return content.value;
}

/** Two comes before ten. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}
