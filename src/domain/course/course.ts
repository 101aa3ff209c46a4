import * as v from 'valibot';
import { ok, type Result } from '#kernel/result.ts';
import { id, minutes, readKeys, traces, words } from './fields.ts';
import type { Lesson } from './lesson.ts';
import type { Block, Written } from './text.ts';

const courseSchema = v.strictObject({ id, title: words, subtitle: words, forWhom: words, size: words });
const moduleSchema = v.strictObject({ id, title: words, aim: words, minutes, contentNote: words });
const assignmentSchema = v.strictObject({
  id,
  title: words,
  after: id,
  aim: words,
  contentNote: words,
  traces,
});

/** A longer piece of work that somebody does by themselves, over some weeks. */
export type Assignment = v.InferOutput<typeof assignmentSchema> & { readonly text: readonly Block[] };

/** Some lessons that belong together, in their order. */
export type Module = v.InferOutput<typeof moduleSchema> & {
  readonly text: readonly Block[];
  readonly lessons: readonly Lesson[];
  readonly assignments: readonly Assignment[];
};

/** A whole course. */
export type Course = v.InferOutput<typeof courseSchema> & {
  readonly text: readonly Block[];
  readonly modules: readonly Module[];
};

/** Reads what a course says of itself; its modules lie in folders beside it. */
export function readCourse(written: Written): Result<Omit<Course, 'modules'>, 'text.malformed'> {
  return withText(readKeys(courseSchema, written.keys), written);
}

/** Reads what a module says of itself; its lessons lie beside it. */
export function readModule(
  written: Written,
): Result<Omit<Module, 'lessons' | 'assignments'>, 'text.malformed'> {
  return withText(readKeys(moduleSchema, written.keys), written);
}

/** Reads an assignment. */
export function readAssignment(written: Written): Result<Assignment, 'text.malformed'> {
  return withText(readKeys(assignmentSchema, written.keys), written);
}

function withText<Keys>(
  read: Result<Keys, 'text.malformed'>,
  { blocks }: Written,
): Result<Keys & { readonly text: readonly Block[] }, 'text.malformed'> {
  return read.ok ? ok({ ...read.value, text: blocks }) : read;
}
