import type { HomeView } from '#device/device.ts';
import { spaceName } from '#routes/lib/space-line.ts';
import { paths } from '#routes/paths.ts';
import type { Words } from '#words/words.ts';

/** Something that waits for me, without any hurry, under the name of the space where it does. */
export interface WheneverRow {
  readonly href: string;
  readonly title: string;
  readonly line: string;
}

type Waiting = Pick<HomeView, 'spaces' | 'waits'> & {
  /** The name of the community whose care circle waits for me. */
  readonly careOf?: string | undefined;
};

/** One row for what waits in a space, however much of it there is. */
export function whenever(
  words: Words<'home' | 'spaceNames'>,
  { spaces, waits, careOf }: Waiting,
): readonly WheneverRow[] {
  const { home } = words;
  const care = careOf === undefined ? [] : [{ title: careOf, href: paths.care(), line: home.careWaits }];
  const inSpaces = spaces.flatMap((summary) => {
    const { space, halfWritten } = summary;
    const title = spaceName(words, summary);
    const first = waits.find((one) => one.space === space);
    return [
      ...(first === undefined
        ? []
        : [{ title, href: paths.agreement(space, first.clause), line: home.clause(first.by) }]),
      ...(halfWritten === 'words' ? [{ title, href: paths.space(space), line: home.halfWords }] : []),
      ...(halfWritten === 'sentence'
        ? [{ title, href: paths.agreement(space), line: home.halfSentence }]
        : []),
    ];
  });
  return [...care, ...inSpaces];
}
