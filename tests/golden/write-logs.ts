import { writeFile } from 'node:fs/promises';
import { agreementView } from '#domain/agreement/view.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf } from '#tests/domain/story.ts';
import { release } from '#server/release.ts';
import { agreement } from './stories/agreement.ts';
import { community } from './stories/community.ts';
import { conversation } from './stories/conversation.ts';
import type { GoldenStory } from './stories/golden-story.ts';
import { member } from './stories/member.ts';

// Writes, for each noun, logs of opened events and the state that each folds to, for every later release to read.
// A file that is there is never written again: logs like these lie on people's devices. What a later release brings
// is told in a file of its own.

const nouns: Readonly<Record<string, readonly GoldenStory[]>> = {
  agreement,
  community,
  conversation,
  member,
};

for (const [noun, stories] of Object.entries(nouns)) {
  const file = new URL(`logs/${noun}.json`, import.meta.url);
  const kept = { release, stories: stories.map(withState) };
  const isWritten = await writeOnce(file, `${JSON.stringify(kept, null, 2)}\n`);
  process.stdout.write(`${noun}: ${isWritten ? 'written' : 'there already, and left as it is'}\n`);
}

function withState({ title, kind, log }: GoldenStory) {
  const { state } = foldOf(kind, log);
  return { title, kind, log, state: plain(state), agreement: agreementView(state) };
}

async function writeOnce(file: URL, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
