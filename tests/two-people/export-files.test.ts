import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newOnce } from '#device/outbox/act.ts';
import type { FileToBring } from '#device/device.ts';
import { openArchive } from '#device/archive/open-archive.ts';
import { openArchivedFile } from '#device/archive/open-archived-file.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { contentsPath, contentsSchema } from '#protocol/archive.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { archiveWords } from '#routes/lib/archive-words.ts';
import { expectRefused } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';
import { loadWords } from '#words/words.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
let sentences: Awaited<ReturnType<typeof loadWords<'archivePages'>>>;

const bytesOf = (length: number, step: number): Bytes =>
  new Uint8Array(length).map((_, index) => (index * step) % 251);
/** Larger than what is written in one go. */
const heron = bytesOf(3 * 1024 * 1024 + 11, 7);
const song = bytesOf(9000, 5);

beforeAll(async () => {
  sentences = await loadWords('en', 'archivePages');
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  const size = { type: 'image/jpeg', width: 640, height: 480 } as const;
  const picture: Omit<FileToBring & { sort: 'picture' }, 'once' | 'bytes'> = {
    sort: 'picture',
    description: 'A <heron> in "reeds".',
    note: '',
    ...size,
  };
  value(await ana.device.bring(pair, { ...picture, once: newOnce(), bytes: heron }));
  await wordsIn(bo.device, pair, [picture.description]);
  const heard = { type: 'audio/webm', seconds: 4, note: 'low', description: 'I hum.' } as const;
  value(await bo.device.bring(pair, { sort: 'recording', once: newOnce(), bytes: song, ...heard }));
  await wordsIn(ana.device, pair, [picture.description, 'I hum.']);
  const gone = { ...picture, description: 'Better not.', bytes: bytesOf(500, 3) };
  value(await ana.device.bring(pair, { ...gone, once: newOnce() }));
  const { turns } = await wordsIn(bo.device, pair, [picture.description, 'I hum.', 'Better not.']);
  value(await ana.device.act(pair, withdrawn(turns[2] as SaidTurn)));
  for (const { device } of [ana, bo]) await wordsIn(device, pair, [picture.description, 'I hum.', null]);
});
afterAll(() => world.close());

async function taken({ device }: Person) {
  return value(await device.takeAlong({ spaces: [pair], words: archiveWords(sentences) }));
}

const filesOf = async (zip: Blob) => unzipSync(new Uint8Array(await zip.arrayBuffer()));
const pageIn = (files: Record<string, Uint8Array>) => new TextDecoder().decode(files['spaces/1.html']);

/** What the turns of the archive show, in their order, as it is opened out of it. */
async function shownIn(zip: Blob) {
  const { spaces } = value(await openArchive(zip)).view;
  const shown = spaces[0]!.turns.flatMap((turn) => (turn.state === 'said' ? [turn] : []));
  return Promise.all(
    shown.map(async ({ id, file }) => {
      const path = spaces[0]!.files[id];
      return path === undefined ? null : openArchivedFile({ zip, path, file: file! });
    }),
  );
}

// Before anybody has looked at what the other showed.
describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('without a line, for %s', (name) => {
  test('only what lies on the device goes along, and the page says in its place what does not', async () => {
    const one = name === 'Ana' ? ana : bo;
    await world.stopServer();
    await viewOf(one.device, 'device', ({ line }) => line.state === 'offline');
    const { file, missing } = await taken(one);
    expect(missing).toBe(1);
    const files = await filesOf(file);
    expect(Object.keys(files).filter((path) => path.startsWith('files/'))).toEqual([
      name === 'Ana' ? 'files/1/0001.jpg' : 'files/1/0002.webm',
    ]);
    expect(pageIn(files).split(sentences.archivePages.fileMissing)).toHaveLength(2);
    expect((await shownIn(file)).map((shown) => shown?.ok)).toEqual(
      name === 'Ana' ? [true, undefined] : [undefined, true],
    );
    await world.startServer();
    await viewOf(one.device, 'device', ({ line }) => line.state === 'online');
  });
});

describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('for %s', (name) => {
  const one = () => (name === 'Ana' ? ana : bo);

  test('pictures and recordings of both go along as they are, and what was taken back does not', async () => {
    const { file, missing } = await taken(one());
    expect(missing).toBe(0);
    const files = await filesOf(file);
    expect(Object.keys(files).filter((path) => path.startsWith('files/'))).toEqual([
      'files/1/0001.jpg',
      'files/1/0002.webm',
    ]);
    expect(Buffer.compare(files['files/1/0001.jpg']!, heron)).toBe(0);
    expect(Buffer.compare(files['files/1/0002.webm']!, song)).toBe(0);
    const contents = value(fromCbor(contentsSchema, files[contentsPath]!));
    expect(contents.files.map(({ path }) => path)).toContain('files/1/0001.jpg');
  });

  test('the pages show them where they were shown, with what was said of them, by addresses beside them', async () => {
    const html = pageIn(await filesOf((await taken(one())).file));
    const description = 'A &#60;heron&#62; in &#34;reeds&#34;.';
    expect(html).toContain(
      `<img src="../files/1/0001.jpg" alt="${description}" width="640" height="480" loading="lazy">`,
    );
    expect(html).toContain(`<p class="said" dir="auto">${description}</p>`);
    // What stands closed behind a note stays behind it.
    expect(html).toMatch(
      /<details><summary dir="auto">low<\/summary><audio [^>]*src="..\/files\/1\/0002.webm"/,
    );
  });

  test('opened elsewhere they come out as they went in', async () => {
    const [picture, recording] = await shownIn((await taken(one())).file);
    expect(Buffer.compare(value(picture!), heron)).toBe(0);
    expect(Buffer.compare(value(recording!), song)).toBe(0);
  });
});

test('what is not what its author sealed is not shown', async () => {
  const files = await filesOf((await taken(ana)).file);
  const with1 = (bytes: Uint8Array) =>
    new Blob([zipSync({ ...files, 'files/1/0001.jpg': bytes }, { level: 0 }) as Bytes]);
  const [asItIs] = await shownIn(with1(heron));
  expect(asItIs?.ok).toBe(true);
  for (const other of [heron.with(5, heron[5]! ^ 1), heron.slice(1), song, new Uint8Array(0)]) {
    const [picture, recording] = await shownIn(with1(other));
    expectRefused(picture!, 'file-differs');
    expect(recording?.ok).toBe(true);
  }
});

test('nothing of anybody in it is left on the device of whoever looks into it', async () => {
  const nobody = world.device();
  const { file } = await taken(bo);
  const view = value(await nobody.openArchive(file));
  const [turn] = view.spaces[0]!.turns;
  const path = view.spaces[0]!.files[turn!.id]!;
  const picture = await nobody.openArchivedFile({ zip: file, path, file: (turn as SaidTurn).file! });
  expect(value(picture).length).toBe(heron.length);
  await spaceOf(ana.device, pair, ({ situation }) => situation === 'open');
});
