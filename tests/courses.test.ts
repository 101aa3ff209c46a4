import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Course } from '#domain/course/course.ts';
import { paths } from '#routes/paths.ts';
import { allCards, allCourses, coursesIn } from '#routes/courses/shelf.server.ts';
import { exampleLesson } from '#tests/courses/example.ts';
import { keptCards, keptCourses } from '#tests/courses/kept.ts';
import { lengthOf, linksIn, paragraphsOf } from '#tests/courses/texts.ts';
import { root } from '#tests/sources.ts';
import { gradeOf } from '#tests/words/grade.ts';
import { toolNames } from '#words/en/tool-names.ts';

// Words that make somebody small, exclamation marks and borrowed sentences are looked for in all texts at once, in
// words.test.ts. Whatever no page could draw stops the build itself.
const modules = allCourses().flatMap((course) => course.modules);
const lessons = modules.flatMap((one) => one.lessons);
const assignments = modules.flatMap((one) => one.assignments);
const ways = ['together', 'byText', 'alone'] as const;

/** The school year that each part may ask for, by Flesch and Kincaid. Titles of books are as hard as they are. */
const gradeMost = { text: 6, together: 6, byText: 7, alone: 7, reflection: 7, notes: 7 } as const;
const partsOfLesson = ['lead', 'text', ...ways, 'reflection', 'notes', 'credit'] as const;

describe('the courses that come along', () => {
  test('hold what they held when they were given out, under the same names, for as long as outlined', () => {
    expect(outlineOf(allCourses())).toEqual(keptCourses);
  });

  test('give every page a name of its own', () => {
    const names = [...modules, ...lessons, ...assignments].map(({ id }) => id);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('tell in every lesson what can be read in one sitting', () => {
    const lengths = lessons.map(({ id, text }) => ({ id, length: lengthOf(text) }));
    expect(lengths.filter(({ length }) => length < 500 || length > 1200)).toEqual([]);
  });

  test('let every exercise be done together, by text and alone, by whole instructions', () => {
    const short = lessons.flatMap((lesson) =>
      ways.filter((way) => lengthOf(lesson[way]) < 25).map((way) => `${lesson.id}: ${way}`),
    );
    expect(short).toEqual([]);
  });

  test('leave time around an exercise', () => {
    expect(
      lessons.filter(({ minutes, exercise }) => exercise.minutes >= minutes).map(({ id }) => id),
    ).toEqual([]);
  });

  test('ask for no two exercises of one kind in a module', () => {
    const twice = modules.flatMap((one) => {
      const kinds = one.lessons.map(({ exercise }) => exercise.kind);
      return kinds.filter((kind, at) => kinds.indexOf(kind) !== at).map((kind) => `${one.id}: ${kind}`);
    });
    expect(twice).toEqual([]);
  });

  test('name only tools that there are', () => {
    const named = lessons.flatMap(({ exercise }) => (exercise.tool === null ? [] : [exercise.tool]));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((tool) => !(tool in toolNames))).toEqual([]);
  });

  test.each(Object.entries(gradeMost))('can be read in their %s after %i years of school', (part, most) => {
    const grades = lessons.map((lesson) => ({
      id: lesson.id,
      // The entries of the object just above.
      grade: gradeOf(paragraphsOf(lesson[part as keyof typeof gradeMost])),
    }));
    expect(grades.filter(({ grade }) => grade > most)).toEqual([]);
  });

  test('can be read after eight years of school where they say what they are', () => {
    const said = [
      ...allCourses().map(({ id, text }) => ({ id, grade: gradeOf(paragraphsOf(text)) })),
      ...[...modules, ...assignments].map(({ id, text }) => ({ id, grade: gradeOf(paragraphsOf(text)) })),
      ...lessons.map(({ id, aim, contentNote, skip }) => ({ id, grade: gradeOf([aim, contentNote, skip]) })),
    ];
    expect(said.filter(({ grade }) => grade > 8)).toEqual([]);
  });

  test('lead nowhere that is not there', () => {
    const pages = new Set<string>([
      ...allCourses().flatMap(({ id, modules }) => [
        paths.course(id),
        ...modules
          .flatMap((one) => [one, ...one.lessons, ...one.assignments])
          .map((part) => paths.coursePart(id, part.id)),
      ]),
      ...allCards().map(({ id }) => paths.card(id)),
      paths.courses(),
      paths.cards(),
      paths.help(),
      paths.limits(),
      paths.quickExit(),
    ]);
    const links = [
      ...lessons.flatMap((lesson) => partsOfLesson.flatMap((part) => linksIn(lesson[part]))),
      ...[...allCourses(), ...modules, ...assignments, ...allCards()].flatMap(({ text }) => linksIn(text)),
    ];
    expect(links.filter((link) => !pages.has(link))).toEqual([]);
  });

  test('stand one by one in the record of who looked at them', () => {
    const record = readFileSync(path.join(root, 'content/en/courses/REVIEW.md'), 'utf8');
    const rows = [
      ...lessons.map(({ id, title }) => `| ${id} | ${title} |`),
      ...assignments.map(({ id }) => `| ${id} |`),
    ];
    expect(rows.filter((row) => !record.includes(row))).toEqual([]);
    expect(record).toContain('People with lived experience have not yet reviewed');
  });
});

describe('the cards that come along', () => {
  test('hold what they held when they were given out, under the same names', () => {
    expect(
      allCards()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(keptCards);
  });

  test('are short and plain', () => {
    const cards = allCards().map(({ id, text }) => ({
      id,
      length: lengthOf(text),
      grade: gradeOf(paragraphsOf(text)),
    }));
    expect(cards.filter(({ length }) => length < 60 || length > 140)).toEqual([]);
    expect(cards.filter(({ grade }) => grade > 6)).toEqual([]);
  });
});

describe('what somebody writes', () => {
  const course = '---\nid: kitchen\ntitle: A\nsubtitle: B\nforWhom: C\nsize: D\n---\nText.\n';
  const module = '---\nid: d1\ntitle: A\naim: B\nminutes: 20\ncontentNote: C\n---\nText.\n';
  const withLesson = (lesson: string) =>
    coursesIn({
      '/c/kitchen/course.md': course,
      '/c/kitchen/d1/module.md': module,
      '/c/kitchen/d1/d1-01.md': lesson,
    });

  test('is a course, when everything is there', () => {
    const [kitchen] = withLesson(exampleLesson);
    expect(outlineOf(kitchen ? [kitchen] : [])).toEqual({
      kitchen: { d1: { minutes: 20, parts: ['d1-01'] } },
    });
    expect(paragraphsOf(kitchen?.modules[0]?.lessons[0]?.text ?? [])).toEqual([
      'The kitchen',
      'Ana fetches two mugs.',
    ]);
  });

  test.each([
    ['raw HTML', 'two *mugs*', '<b onclick="x">two</b>', 'no page can draw this (html): <b onclick="x">'],
    ['a script', 'Ana fetches two *mugs*.', '<script>fetch("/")</script>', 'no page can draw this (html)'],
    ['a picture', 'two *mugs*', '![mugs](/mugs.png)', 'no page can draw this (image)'],
    ['a link out of the house', 'two *mugs*', '[two](https://mugs.example)', 'no page can draw this (link)'],
    ['a link that is a script', 'two *mugs*', '[two](javascript:alert(1))', 'no page can draw this (link)'],
    ['a table', 'Ana fetches two *mugs*.', '| a |\n|---|\n| b |', 'no page can draw this (table)'],
    ['a heading above its title', '## The kitchen', '# The kitchen', 'no page can draw this (heading)'],
    ['no way alone', '### Alone', '### At home', '"Alone" is missing, or out of its order'],
    ['nothing for oneself', 'What did you see?', '', 'nothing stands under "For yourself"'],
    [
      'the end before the notes',
      '## For whoever facilitates',
      '## Where this comes from',
      '"For whoever facilitates" is missing',
    ],
    [
      'another heading among the ends',
      'Leave room.',
      '## Room',
      '"For whoever facilitates" has a heading of its own',
    ],
    ['no note on what comes up', /contentNote: .*\n/, '', 'contentNote: '],
    ['a key that nobody knows', 'minutes: 20', 'minutes: 20\nscore: 3', 'score: '],
    ['a key twice', 'minutes: 20', 'minutes: 20\nminutes: 25', 'Map keys must be unique'],
    ['a tool that there is not', 'tool: null', 'tool: t31', 'exercise.tool: name a tool, t1 to t30, or null'],
    ['half a minute', 'minutes: 20', 'minutes: 20.5', 'minutes: use whole minutes'],
    ['another name than its file', 'id: d1-01', 'id: d1-02', 'id: it should be d1-01'],
    ['nothing above', /^---[\s\S]*?---\n/, '', 'begin with a line of three hyphens'],
  ] as const)('stops the build with %s, and the name of the file', (_, from, to, says) => {
    const changed = exampleLesson.replace(from, to);
    expect(changed).not.toBe(exampleLesson);
    expect(() => withLesson(changed)).toThrow(`/c/kitchen/d1/d1-01.md cannot be used. `);
    expect(() => withLesson(changed)).toThrow(says);
  });
});

/** The names of a course's parts, and how long they take. */
function outlineOf(courses: readonly Course[]): typeof keptCourses {
  return Object.fromEntries(
    courses.map(({ id, modules }) => [
      id,
      Object.fromEntries(
        modules.map((one) => [
          one.id,
          {
            minutes: one.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
            parts: [...one.lessons, ...one.assignments].map((part) => part.id),
          },
        ]),
      ),
    ]),
  );
}
