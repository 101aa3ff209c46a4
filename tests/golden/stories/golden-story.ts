import type { DraftEvent } from '#domain/space/define.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { Story } from '#tests/domain/story.ts';

/** A log to be kept for ever. The title says what it is about. */
export interface GoldenStory extends Pick<Story, 'kind' | 'log'> {
  readonly title: string;
}

/** No kind is ever called so: it stands for what a later release writes and an older one meets. */
export const unheardOf = 'unheard-of.happened';

export function unheard({ must }: { readonly must: boolean }): DraftEvent {
  return { kind: unheardOf, content: { what: 'nobody here knows' }, drops: [], must };
}

export function golden(
  title: string,
  { kind, log: told }: Story,
  log: readonly LogEntry[] = told,
): GoldenStory {
  return { title, kind, log };
}
