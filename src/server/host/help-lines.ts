import { ok, refuse } from '#kernel/result.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { helpLinesMost, type ChangedHelpLine } from '#protocol/help-line.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { StoredHelpLine } from '#server/store/store.ts';
import type { Visit } from '#server/visit.ts';

/**
 * Puts a line in the place of the one that came along, or takes it away again. Only over what its writer had before
 * their eyes: of two hosts who write at once the later one is told, and has both texts still.
 */
export async function changeHelpLine(
  { store }: Context,
  _visit: Visit,
  { name, seen, change }: RequestOf<'changeHelpLine'>,
): Promise<Answer<AnswerOf<'changeHelpLine'>>> {
  const why = await store.write(async (writes) => {
    if ((await writes.instance()) === null) return 'no-card';
    const lines = await writes.helpLines();
    const there = lines.find((one) => one.name === name) ?? asItCame;
    const wanted = { name, hidden: change.hidden, line: change.line ?? null };
    // Sent once more because the answer was lost.
    if (isSame(there, wanted)) return null;
    if (!isSame(there, { hidden: seen.hidden, line: seen.line ?? null })) return 'help-line-changed';
    if (there === asItCame && lines.length >= helpLinesMost) return 'help-lines-full';
    await (isSame(wanted, asItCame) ? writes.dropHelpLine(name) : writes.putHelpLine(wanted));
    return null;
  });
  return why === null ? ok({}) : refuse(why);
}

/** As it stands in the public JSON. */
export function shownLine({ name, hidden, line }: StoredHelpLine): ChangedHelpLine {
  // It was a line when it was taken in; whoever shows it reads it again.
  return { name, hidden, ...(line !== null && { line: JSON.parse(line) as unknown }) };
}

type Said = Omit<StoredHelpLine, 'name'>;

const asItCame: Said = { hidden: false, line: null };

function isSame(one: Said, other: Said): boolean {
  return one.hidden === other.hidden && one.line === other.line;
}
