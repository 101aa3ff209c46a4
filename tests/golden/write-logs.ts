import { agreementView } from '#domain/agreement/view.ts';
import { retentionView } from '#domain/retention/view.ts';
import { allSheets } from '#tests/domain/sheets.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf } from '#tests/domain/story.ts';
import { release } from '#server/release.ts';
import { agreement } from './stories/agreement.ts';
import { breaks } from './stories/breaks.ts';
import { care } from './stories/care.ts';
import { circle } from './stories/circle.ts';
import { allWithdrawnStories } from './stories/all-withdrawn.ts';
import { community } from './stories/community.ts';
import { conversation } from './stories/conversation.ts';
import { files } from './stories/files.ts';
import { ending } from './stories/ending.ts';
import type { GoldenStory } from './stories/golden-story.ts';
import { member } from './stories/member.ts';
import { pause } from './stories/pause.ts';
import { sitting } from './stories/sitting.ts';
import { retention } from './stories/retention.ts';
import { worksheet } from './stories/worksheet.ts';
import { writeOnce } from './write-once.ts';

// Writes, for each noun, logs of opened events and the state that each folds to, for every later release to read.

const nouns: Readonly<Record<string, readonly GoldenStory[]>> = {
  agreement,
  breaks,
  care,
  circle,
  'all-withdrawn': allWithdrawnStories,
  community,
  conversation,
  files,
  member,
  pause,
  sitting,
  ending,
  retention,
  worksheet,
};

for (const [noun, stories] of Object.entries(nouns)) {
  const file = new URL(`logs/${noun}.json`, import.meta.url);
  const kept = { release, stories: stories.map(withState) };
  await writeOnce(file, `${JSON.stringify(kept, null, 2)}\n`);
}

function withState({ title, kind, log }: GoldenStory) {
  const { state } = foldOf(kind, log);
  return {
    title,
    kind,
    log,
    state: plain(state),
    agreement: agreementView(state),
    retention: retentionView(state),
    sheets: allSheets(state),
  };
}
