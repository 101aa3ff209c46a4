import type { LogEntry } from '#domain/space/log.ts';
import { madeUpLog } from './made-up-log.ts';

const letters = {
  latin: 'etaoinshrdlucmfwypvbgkjqxz',
  arabic: 'اليمنوترهعبدسكفقحشجصطخذغضزثظ',
  chinese: Array.from({ length: 2500 }, (_, index) => String.fromCharCode(0x4e00 + index * 3)).join(''),
} as const;
type Script = keyof typeof letters;

const chance = startChance(20_261);
const vocabulary: Readonly<Record<Script, readonly string[]>> = {
  latin: words('latin', 20_000, 9),
  arabic: words('arabic', 8_000, 6),
  chinese: words('chinese', 8_000, 2),
};

/** Frequent words and rare ones, one letter, several words at once, and one that nobody ever said. */
export const findable: readonly string[] = [
  'e',
  vocabulary.latin[3]!,
  vocabulary.latin[19_900]!,
  vocabulary.latin[19_900]!.slice(0, 3),
  `${vocabulary.latin[1]} ${vocabulary.latin[2]} ${vocabulary.latin[19_000]}`,
  'zzqzzq',
  vocabulary.arabic[7_900]!,
  vocabulary.arabic[1]!.slice(0, 1),
  vocabulary.chinese[7_900]!,
  `${vocabulary.chinese[2]}${vocabulary.chinese[7_000]}`,
  '龘靐',
];

/** A long friendship whose words are not always the same: some are said all day, most hardly ever; one in ten in another script. */
export function madeUpTalk(messages: number): LogEntry[] {
  return madeUpLog(messages).map((entry) => {
    if (entry.type !== 'event' || entry.body.state !== 'opened' || entry.body.kind !== 'conversation.said')
      return entry;
    return { ...entry, body: { ...entry.body, content: { text: text() } } };
  });
}

function text(): string {
  const draw = chance();
  const script = draw < 0.9 ? 'latin' : draw < 0.95 ? 'arabic' : 'chinese';
  const from = vocabulary[script];
  const length = 8 + Math.floor(chance() * 40);
  const said = Array.from({ length }, () => from[Math.floor(chance() ** 3 * from.length)]);
  return said.join(script === 'chinese' ? '' : ' ');
}

function words(script: Script, count: number, longest: number): readonly string[] {
  const from = letters[script];
  return Array.from({ length: count }, () => {
    const length = Math.max(2, Math.ceil(chance() * longest));
    return Array.from({ length }, () => from[Math.floor(chance() ** 2 * from.length)]).join('');
  });
}

/** The same every time. */
function startChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
