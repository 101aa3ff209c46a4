import { Zip, ZipDeflate, ZipPassThrough, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveFileHash } from '#crypto/hash.ts';
import { randomBytes } from '#crypto/suite.ts';
import { openArchive } from '#device/archive/open-archive.ts';
import type { ArchiveView } from '#device/archive/view.ts';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { idToBytes, type SpaceId } from '#kernel/ids.ts';
import {
  contentsPath,
  contentsSchema,
  logFileSchema,
  logPagePath,
  type Contents,
} from '#protocol/archive.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { archiveWords } from '#routes/lib/archive-words.ts';
import { cast } from '#tests/cast.ts';
import { makePeer } from '#tests/house/peer.ts';
import { opening } from '#tests/house/spaces.ts';
import {
  createWorld,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  wordsOf,
  type Person,
  type World,
} from '#tests/world.ts';
import { loadWords } from '#words/words.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
let words: ReturnType<typeof archiveWords>;
let files: Record<string, Uint8Array>;

const clause = 'We <b>ring</b> twice.';

beforeAll(async () => {
  words = archiveWords(await loadWords('en', 'archivePages'));
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  value(await ana.device.introduce('Mends bicycles.'));
  value(await bo.device.introduce('Bakes at night.'));
  pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Are you <script>up</script>?' })));
  value(await bo.device.act(pair, said({ text: 'It is about my mother.', note: 'grief' })));
  const before = await wordsIn(ana.device, pair, ['Are you <script>up</script>?', 'It is about my mother.']);
  value(await ana.device.act(pair, reworded(before.turns[0] as SaidTurn, { text: 'Are you <up>?' })));
  value(await bo.device.act(pair, said({ text: 'I said too much.' })));
  const view = await wordsIn(bo.device, pair, [
    'Are you <up>?',
    'It is about my mother.',
    'I said too much.',
  ]);
  const turn = view.turns.find((one) => wordsOf(one) === 'I said too much.') as SaidTurn;
  value(await bo.device.act(pair, withdrawn(turn)));
  value(await ana.device.act(pair, proposed({ text: clause })));
  const told = await spaceOf(bo.device, pair, ({ agreement }) => agreement.clauses.length === 1);
  const wording = { clause: told.agreement.clauses[0]!.clause, proposal: told.agreement.clauses[0]!.clause };
  value(await bo.device.act(pair, answered({ ...wording, text: clause, answer: 'yes' })));
  await spaceOf(ana.device, pair, ({ agreement }) => agreement.clauses[0]?.situation === 'ours');
  await wordsIn(ana.device, pair, ['Are you <up>?', 'It is about my mother.', null]);
  await viewOf(ana.device, 'community', ({ people }) => people.every((person) => person.words !== null));
  await viewOf(ana.device, 'device', ({ unsent }) => !unsent);
  files = unzipSync(new Uint8Array(await (await taken(ana)).arrayBuffer()));
});
afterAll(() => world.close());

async function taken({ device }: Person, spaces: readonly SpaceId[] | null = null): Promise<Blob> {
  return value(await device.takeAlong({ spaces, words })).file;
}

const textOf = (path: string) => new TextDecoder().decode(files[path]);
const contents = (): Contents => value(fromCbor(contentsSchema, files[contentsPath]!));
const everything = () =>
  Object.keys(files)
    .filter((path) => /html|json/.test(path))
    .map(textOf)
    .join('\n');

function zipOf(made: Readonly<Record<string, Uint8Array>>, packed: ReadonlySet<string> = new Set()): Blob {
  const parts: BlobPart[] = [];
  const zip = new Zip((_error, bytes) => parts.push(new Uint8Array(bytes)));
  for (const [path, bytes] of Object.entries(made)) {
    const file = packed.has(path) ? new ZipDeflate(path) : new ZipPassThrough(path);
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return new Blob(parts);
}

/** As if somebody had made it so, with every hash in it right. */
function remade(change: (made: { contents: Contents; files: Record<string, Uint8Array> }) => void): Blob {
  const made = { contents: contents(), files: { ...files } };
  change(made);
  for (const file of made.contents.files) {
    const bytes = made.files[file.path];
    if (bytes !== undefined) file.hash = archiveFileHash(bytes);
  }
  return zipOf({ ...made.files, [contentsPath]: toCbor(made.contents) });
}

const codeOf = async (file: Blob) => {
  const opened = await openArchive(file);
  return opened.ok ? 'yes' : opened.refusal.code;
};

test('what is opened elsewhere is what was taken: the same words, the same agreement, the same lines', async () => {
  const nobody = world.device();
  const view = value(await nobody.openArchive(await taken(ana)));
  const here = await spaceOf(ana.device, pair, ({ situation }) => situation === 'open');
  const archived = spaceIn(view, pair);
  expect(archived.turns).toEqual(here.turns);
  expect(archived.agreement).toEqual(here.agreement);
  expect(archived.title).toBe(cast.bo.name);
  expect(archived.unknownPeople).toBe(0);
  expect(archived.agreement.clauses[0]?.situation).toBe('ours');
});

function spaceIn(view: ArchiveView, space: SpaceId) {
  return view.spaces.find((one) => one.space === space)!;
}

test('both take the same, and each has their own introduction alone', async () => {
  const [hers, his] = await Promise.all(
    [ana, bo].map(async (person) => value(await openArchive(await taken(person))).view),
  );
  expect(spaceIn(his!, pair).turns).toEqual(spaceIn(hers!, pair).turns);
  const introduced = (view: ArchiveView) =>
    view.spaces.flatMap(({ introductions, leftOut }) => [...introductions.map((one) => one.words), leftOut]);
  expect(introduced(hers!).toSorted()).toEqual([0, 1, 'Mends bicycles.']);
  expect(introduced(his!).toSorted()).toEqual([0, 1, 'Bakes at night.']);
});

test('what was taken back, and what another only offered, is nowhere in it', async () => {
  const pages = everything();
  expect(pages).toContain('It is about my mother.');
  expect(pages).not.toContain('too much');
  expect(pages).not.toContain('Bakes at night');
  const { states } = value(await openArchive(await taken(ana)));
  expect(states.flatMap(({ keptBack, waiting }) => [...keptBack, ...waiting])).toEqual([]);
});

test('the pages hold no script, call for nothing, and show words as words', () => {
  const pages = Object.keys(files).filter((path) => path.endsWith('.html'));
  expect(pages).toContain('index.html');
  for (const path of pages) {
    const html = textOf(path);
    expect(html).not.toMatch(/<script|https?:|\bon\w+=|<b>ring|<up>/);
    expect(html).toContain("default-src 'none'");
  }
  expect(everything()).toContain('Are you &#60;up&#62;?');
});

test('one space alone can be taken', async () => {
  const view = value(await openArchive(await taken(ana, [pair]))).view;
  expect(view.spaces.map(({ space }) => space)).toEqual([pair]);
});

test('it is made without a line; then nothing shows whose key it was, and the page can say so', async () => {
  await world.stopServer();
  const opened = value(await openArchive(await taken(ana)));
  expect(spaceIn(opened.view, pair).unknownPeople).toBe(2);
  await world.startServer();
  await viewOf(ana.device, 'device', ({ line }) => line.state === 'online');
});

describe('a file that is otherwise', () => {
  test('as it is, made anew by the test, opens', async () => {
    expect(await codeOf(zipOf(files))).toBe('yes');
    expect(await codeOf(remade(() => {}))).toBe('yes');
  });

  test.each<[string, string, (made: { contents: Contents; files: Record<string, Uint8Array> }) => void]>([
    [
      'an entry is missing at its end',
      'archive-altered',
      (made) => changeLog(made, (log) => log.slice(0, -1)),
    ],
    ['two entries changed places', 'archive-altered', (made) => changeLog(made, swapLast)],
    [
      'an entry has other bytes',
      'archive-altered',
      (made) => changeLog(made, (log) => log.map((one, at) => (at === log.length - 1 ? spoilt(one) : one))),
    ],
    [
      'a log belongs to another space',
      'archive-altered',
      (made) => void (made.contents.spaces[0]!.space = randomBytes(32)),
    ],
    [
      'it says that a log ends elsewhere',
      'archive-altered',
      (made) => void (made.contents.spaces[0]!.hash = randomBytes(32)),
    ],
    [
      'a space is of another kind',
      'archive-altered',
      (made) => void (made.contents.spaces[0]!.kind = 'circle'),
    ],
    [
      'a key is another',
      'archive-altered',
      (made) => void (made.contents.spaces[0]!.epochs[0]!.secret = randomBytes(32)),
    ],
    [
      'somebody’s chain is broken',
      'archive-altered',
      (made) => void (made.contents.chains[0]![0]!.signature = randomBytes(64)),
    ],
    ['a page of a log is not there', 'archive-broken', (made) => void delete made.files[logPagePath(1, 1)]],
    [
      'more pages are named than there are',
      'archive-broken',
      (made) => void (made.contents.spaces[0]!.pages = 2 ** 40),
    ],
  ])('where %s: %s', async (_title, code, change) => {
    expect(await codeOf(remade(change))).toBe(code);
  });

  test('whose hashes do not fit is refused before it is read', async () => {
    expect(await codeOf(zipOf({ ...files, [logPagePath(1, 1)]: randomBytes(400) }))).toBe('archive-altered');
  });

  test('whose logs have to be unpacked is refused, however small it is', async () => {
    const bomb = new Uint8Array(8 * 1024 * 1024);
    const made = { ...files, [logPagePath(1, 1)]: bomb };
    expect(await codeOf(zipOf(made, new Set([logPagePath(1, 1)])))).toBe('archive-broken');
    // What nobody asks for is never unpacked.
    expect(await codeOf(zipOf({ ...files, 'index.html': bomb }, new Set(['index.html'])))).toBe('yes');
  });

  test('with names that lead elsewhere opens as if they were not there', async () => {
    const names = ['../../etc/passwd', '/etc/passwd', 'logs/../archive.cbor', 'C:\\x', '__proto__', ''];
    const made = Object.fromEntries(names.map((name) => [name, randomBytes(10)]));
    expect(await codeOf(zipOf({ ...files, ...made }))).toBe('yes');
  });

  test('that holds a name twice is refused', async () => {
    const one = new Uint8Array(await zipOf(files).arrayBuffer());
    expect(await codeOf(renamed(one, logPagePath(2, 1), logPagePath(1, 1)))).toBe('archive-broken');
  });

  test('that is none, or is cut off anywhere, is refused', async () => {
    const whole = new Uint8Array(await zipOf(files).arrayBuffer());
    for (let cut = 0; cut < whole.length; cut += Math.ceil(whole.length / 60)) {
      expect(await codeOf(new Blob([whole.slice(0, cut)]))).toBe('archive-broken');
    }
    expect(await codeOf(new Blob([randomBytes(2000)]))).toBe('archive-broken');
  });

  test('in which any one byte is another shows nothing that was not said', async () => {
    const whole = new Uint8Array(await zipOf(files).arrayBuffer());
    const { view } = value(await openArchive(new Blob([whole])));
    const said = view.spaces.flatMap(({ turns }) => turns.map(wordsOf));
    for (let tries = 0; tries < 150; tries++) {
      const at = Math.floor((tries / 150) * whole.length);
      const spoiltZip = whole.slice();
      spoiltZip[at] = spoiltZip[at]! ^ 0x41;
      const opened = await openArchive(new Blob([spoiltZip]));
      if (opened.ok)
        expect(opened.value.view.spaces.flatMap(({ turns }) => turns.map(wordsOf))).toEqual(said);
    }
  });

  test('in which somebody else writes under Ana’s id, with keys of their own, is refused', async () => {
    const forger = await makePeer();
    const person = idToBytes(ana.id);
    const { made, request } = await opening({ ...forger, line: { ...forger.line, person } }, 'solo');
    const { commit, place } = made;
    const forged = remade((archive) => {
      const space = { space: commit.space, kind: 'solo', seq: 1, hash: place.hash, pages: 1 } as const;
      archive.contents.spaces = [{ ...space, epochs: [], leftOut: [] }];
      const entries = [{ seq: 1, at: 1, commit: request.commit }];
      archive.files[logPagePath(1, 1)] = toCbor({ entries });
    });
    expect(await codeOf(forged)).toBe('archive-person-differs');
  });

  test('without the chains of those who wrote in it says of how many nothing shows whose key it was', async () => {
    const other = await createWorld();
    const dee = await other.founder('Dee');
    const theirs = unzipSync(new Uint8Array(await (await taken(dee)).arrayBuffer()));
    await other.close();
    const { chains } = value(fromCbor(contentsSchema, theirs[contentsPath]!));
    const opened = value(await openArchive(remade((made) => void (made.contents.chains = chains))));
    expect(opened.view.spaces.every(({ unknownPeople }) => unknownPeople > 0)).toBe(true);
  });
});

type Made = { contents: Contents; files: Record<string, Uint8Array> };
type Log = ReturnType<typeof logOf>;

function logOf(made: Made) {
  return value(fromCbor(logFileSchema, made.files[logPagePath(1, 1)]!)).entries;
}

function changeLog(made: Made, change: (log: Log) => Log): void {
  made.files[logPagePath(1, 1)] = toCbor({ entries: change(logOf(made)) });
}

function swapLast(log: Log): Log {
  const [one, two] = log.slice(-2);
  return [...log.slice(0, -2), { ...two!, seq: one!.seq }, { ...one!, seq: two!.seq }];
}

function spoilt(entry: Log[number]): Log[number] {
  const { event, commit } = entry;
  if (event !== undefined) return { ...entry, event: { ...event, signature: randomBytes(64) } };
  return { ...entry, commit: { ...commit!, signature: randomBytes(64) } };
}

/** One name in the zip is another of the same length. */
function renamed(zip: Uint8Array<ArrayBuffer>, from: string, to: string): Blob {
  const text = Buffer.from(zip).toString('latin1').replaceAll(from, to);
  return new Blob([new Uint8Array(Buffer.from(text, 'latin1'))]);
}
