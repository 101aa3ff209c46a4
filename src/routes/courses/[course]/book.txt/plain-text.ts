import type { Course } from '#domain/course/course.ts';
import type { Lesson } from '#domain/course/lesson.ts';
import { plainOf, type Block } from '#domain/course/text.ts';
import { toolName } from '#routes/courses/tool-name.ts';
import type { Words } from '#words/words.ts';

type All = Words<'courses' | 'toolNames'>;

/** A whole course without any markup: for whoever reads with a program of their own, or changes it. */
export function textOfCourse(course: Course, words: All): string {
  const { courses } = words;
  const parts = [
    underlined(course.title, '='),
    course.subtitle,
    courses.notReviewed,
    course.forWhom,
    course.size,
    ...linesOf(course.text),
    ...course.modules.flatMap((one) => [
      underlined(one.title, '='),
      one.aim,
      `${courses.note}: ${one.contentNote}`,
      ...linesOf(one.text),
      ...one.lessons.flatMap((lesson) => textOfLesson(lesson, words)),
      ...one.assignments.flatMap((work) => [
        underlined(work.title, '-'),
        work.aim,
        `${courses.note}: ${work.contentNote}`,
        ...linesOf(work.text),
      ]),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function textOfLesson(lesson: Lesson, { courses, toolNames }: All): readonly string[] {
  const { exercise } = lesson;
  const tool = toolName(toolNames, exercise.tool);
  return [
    underlined(lesson.title, '-'),
    courses.minutes(lesson.minutes),
    `${courses.aim}: ${lesson.aim}`,
    `${courses.note}: ${lesson.contentNote}`,
    `${courses.skip}: ${lesson.skip}`,
    ...linesOf(lesson.text),
    `${courses.exercise}: ${exercise.title} (${courses.minutes(exercise.minutes)})`,
    ...linesOf(lesson.lead),
    ...(['together', 'byText', 'alone'] as const).flatMap((way) => [courses[way], ...linesOf(lesson[way])]),
    ...(tool === null ? [] : [courses.tool(tool)]),
    courses.reflection,
    ...linesOf(lesson.reflection),
    courses.notes,
    ...linesOf(lesson.notes),
    courses.credit,
    ...linesOf(lesson.credit),
    lesson.sources.map(({ author, title, year }) => courses.source(author, title, String(year))).join('\n'),
  ];
}

function linesOf(blocks: readonly Block[]): readonly string[] {
  return blocks.map((block) => {
    if (block.kind === 'heading') return block.text;
    if (block.kind === 'paragraph') return plainOf(block.says);
    if (block.kind === 'quote') return indented(linesOf(block.blocks).join('\n\n'), '> ');
    return block.items
      .map((item, at) => {
        const sign = block.numbered ? `${at + 1}. ` : '- ';
        return sign + indented(linesOf(item).join('\n\n'), '  ').slice(2);
      })
      .join('\n');
  });
}

function indented(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (by + line).trimEnd())
    .join('\n');
}

function underlined(title: string, line: string): string {
  return `\n${title}\n${line.repeat(title.length)}`;
}
