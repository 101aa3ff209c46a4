import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agreementView, type AgreementView } from '#domain/agreement/view.ts';
import { retentionView, type RetentionView } from '#domain/retention/view.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import { foldOn } from '#domain/space/fold.ts';
import { kindNamed, type SpaceEventKind } from '#domain/space/kinds.ts';
import type { SheetView } from '#domain/worksheet/view.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { allSheets } from '#tests/domain/sheets.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf } from '#tests/domain/story.ts';
import { unheardOf } from './stories/golden-story.ts';

interface Golden {
  readonly release: string;
  readonly stories: readonly {
    readonly title: string;
    readonly kind: SpaceKind;
    readonly log: readonly LogEntry[];
    readonly state: object;
    readonly agreement: AgreementView;
    /** Not in logs that are older than it. */
    readonly retention?: RetentionView;
    readonly sheets?: readonly SheetView[];
  }[];
}

const folder = new URL('logs/', import.meta.url);
const files = readdirSync(folder).map((name) => {
  // `write-logs.ts` wrote it in this form, and nothing writes it a second time.
  const golden = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden;
  return { name, ...golden };
});

// A later release may know more of a state than the one that wrote it down. What was written down stays so.
describe.each(files)('$name of release $release folds as it always did', ({ stories }) => {
  test.each(stories)('$title', ({ kind, log, state, agreement, retention, sheets }) => {
    const { state: now } = foldOf(kind, log);
    expect(plain(now)).toMatchObject(state);
    expect(agreementView(now)).toMatchObject(agreement);
    if (retention !== undefined) expect(retentionView(now)).toMatchObject(retention);
    if (sheets !== undefined) expect(allSheets(now)).toMatchObject(sheets);
  });

  test.each(stories)('$title, also where it comes backwards', ({ kind, log, state }) => {
    const fold = log.toReversed().reduce((before, entry) => foldOn(before, [entry]), foldOf(kind, []));
    expect(plain(fold.state)).toMatchObject(state);
  });
});

const kept: Readonly<Record<SpaceEventKind, true>> = {
  'member.named': true,
  'space.named': true,
  'space.described': true,
  'space.handed-on': true,
  'community.introduced': true,
  'community.stepped-away': true,
  'community.came-back': true,
  'conversation.said': true,
  'conversation.shown': true,
  'conversation.voiced': true,
  'conversation.reworded': true,
  'conversation.withdrawn': true,
  'conversation.all-withdrawn': true,
  'agreement.proposed': true,
  'agreement.answered': true,
  'agreement.reopened': true,
  'agreement.revisit-suggested': true,
  'agreement.kept-in-sight': true,
  'care.asked': true,
  'care.agreed': true,
  'care.taken-back': true,
  'hosting.taken': true,
  'hosting.passed': true,
  'hosting.held': true,
  'agreement.chosen-for-pauses': true,
  'pause.asked': true,
  'pause.ended': true,
  'sitting.came': true,
  'sitting.went': true,
  'ending.begun': true,
  'ending.offered': true,
  'ending.taken-back': true,
  'ending.goodbye-wished': true,
  'ending.chose': true,
  'ending.stopped': true,
  'retention.chosen': true,
  'retention.carried-out': true,
  'worksheet.started': true,
  'worksheet.offered': true,
  'worksheet.withdrawn': true,
  'worksheet.asked': true,
  'worksheet.heard': true,
  'worksheet.got-ready': true,
  'worksheet.proposed': true,
  'worksheet.answered': true,
  'worksheet.reopened': true,
  'worksheet.rested': true,
  'worksheet.let-go': true,
  'worksheet.taken-up': true,
  'worksheet.noted': true,
  'worksheet.forgotten': true,
};
const entries = files.flatMap(({ stories }) => stories.flatMap(({ log }) => log));
const opened = entries.flatMap((entry) =>
  entry.type === 'event' && entry.body.state === 'opened' ? [entry.body] : [],
);

test.each(Object.keys(kept))('%s stands in a log that is kept', (kind) => {
  expect(opened.map((body) => body.kind)).toContain(kind);
});

test('what a later release may write stands there too, and no kind is ever called so', () => {
  const ofLater = opened.filter(({ kind }) => kind === unheardOf);
  expect(new Set(ofLater.map(({ must }) => must))).toEqual(new Set([true, false]));
  expect(kindNamed(unheardOf)).toBeNull();
});
