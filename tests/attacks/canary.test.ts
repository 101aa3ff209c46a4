import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOnce } from '#device/outbox/act.ts';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { proposed as madeOurs } from '#domain/worksheet/proposed.ts';
import { started } from '#domain/worksheet/started.ts';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type World } from '#tests/world.ts';
import { communityName } from '#tests/cast.ts';

/** One for everything that somebody can write. None of these words stands anywhere else in the house. */
const canaries = {
  anasName: 'Zilvermeeuw-Ana',
  bosName: 'Quetzal-Bo',
  introduction: 'Wielewaal sings in my kitchen',
  knock: 'Shall we talk about the Roodborst',
  text: 'The Nachtegaal was here at four',
  note: 'about Kwikstaart',
  rename: 'Pimpelmees-Bo',
  clause: 'We keep the Boomvalk between us',
  because: 'since the Grutto left',
  description: 'A Houtsnip between the birches',
  pictureNote: 'of the Snip',
  inPicture: 'Torenvalk, as the picture has it',
  sheet: 'A sheet about the Wulp',
  kept: 'Koolmees, and nobody else',
  offered: 'Vink in the hedge',
  ours: 'For now we feed the Merel',
  passphrase: 'Ooievaar on the roof at noon',
  nextPassphrase: 'Lepelaar under the bridge',
} as const;

const addresses: string[] = [];
let world: World;
let secrets: readonly string[];

beforeAll(async () => {
  world = await createWorld({ hears: (address) => void addresses.push(address) });
  const ana = await world.founder(canaries.anasName);
  const bo = await world.joiner(canaries.bosName, ana);
  value(await ana.device.introduce(canaries.introduction));
  await viewOf(ana.device, 'community', ({ people }) => people.some(({ person }) => person === bo.id));
  value(await ana.device.knock({ to: bo.id, words: canaries.knock }));
  const { knocks } = await viewOf(bo.device, 'home', (view) => view.knocks.length === 1);
  const pair = value(await bo.device.acceptKnock(knocks[0]!.id));
  await spaceOf(ana.device, pair, ({ members }) => members.length === 2);
  value(await ana.device.act(pair, said({ text: canaries.text, note: canaries.note })));
  await wordsIn(bo.device, pair, [canaries.text]);
  const bytes = new Uint8Array(70_000);
  bytes.set(utf8ToBytes(canaries.inPicture), 66_000);
  const words = { description: canaries.description, note: canaries.pictureNote };
  const picture = { sort: 'picture', type: 'image/jpeg', width: 9, height: 9, ...words } as const;
  value(await ana.device.bring(pair, { ...picture, once: newOnce(), bytes }));
  const { turns } = await wordsIn(bo.device, pair, [canaries.text, canaries.description]);
  expect(value(await bo.device.file(pair, turns[1]!.id))).toEqual(bytes);
  const { clause: text, because } = canaries;
  const clause = value(await bo.device.act(pair, proposed({ text })));
  await spaceOf(ana.device, pair, ({ agreement }) => agreement.clauses.length === 1);
  const wording = { clause, proposal: clause, text };
  value(await ana.device.act(pair, answered({ ...wording, answer: 'worried', because })));
  const worksheet = value(
    await ana.device.act(pair, started({ tool: 't15', version: 1, title: canaries.sheet })),
  );
  const at = { space: pair, worksheet, step: 'apart', prompt: 'seen', asked: 'What did you see?', of: null };
  const [kept, shown] = ['k'.repeat(21) + 'A', 's'.repeat(21) + 'A'];
  value(await ana.device.keepNote({ ...at, key: kept, text: canaries.kept }));
  value(await ana.device.keepNote({ ...at, key: shown, text: canaries.offered }));
  value(await ana.device.offerNote(shown));
  value(await ana.device.act(pair, madeOurs({ worksheet, step: 'for-now', text: canaries.ours })));
  value(await bo.device.rename(canaries.rename));
  await viewOf(ana.device, 'community', ({ people }) => people.some(({ name }) => name === canaries.rename));

  const { passphrase, nextPassphrase } = canaries;
  value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next: passphrase }));
  const { kit } = value(await ana.device.drawAgain());
  value(await ana.device.changeKit({ passphrase, kit }));
  value(await world.device().comeBack({ kit, passphrase: nextPassphrase }));

  const typed = [...Object.values(canaries), communityName];
  const drawn = [ana, bo].flatMap(({ draft }) => [draft.signinName, draft.passphrase, draft.kit.join(' ')]);
  secrets = [...typed, ...drawn, kit.join(' ')];
});
afterAll(() => world.close());

test('not a word that was typed lies in database, write-ahead log or any other file', async () => {
  const files = await filesIn(world.folder);
  expect(files.some((file) => file.endsWith('.db'))).toBe(true);
  expect(files.some((file) => file.endsWith('-wal'))).toBe(true);
  for (const file of files) expect(hitsIn(await readFile(file)), path.basename(file)).toEqual([]);
});

test('not a word stands in the server’s log, and no id or address does', () => {
  expect(world.logLines.length).toBeGreaterThan(10);
  const log = world.logLines.join('\n');
  expect(hitsIn(Buffer.from(log))).toEqual([]);
  expect(log).not.toMatch(/[\w-]{43}/);
  expect(log).not.toMatch(/127\.0\.0\.1|::1/);
});

test('not a word stands in an address that was asked for', () => {
  expect(addresses.length).toBeGreaterThan(10);
  expect(hitsIn(Buffer.from(addresses.join('\n')))).toEqual([]);
});

test('the search finds every spelling, or its silence would mean nothing', () => {
  for (const spelt of spellingsOf(canaries.text)) {
    expect(hitsIn(Buffer.concat([Buffer.from('before '), spelt, Buffer.from(' after')]))).toContain(
      canaries.text,
    );
  }
});

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

function hitsIn(bytes: Buffer): readonly string[] {
  return secrets.filter((secret) => spellingsOf(secret).some((spelt) => bytes.includes(spelt)));
}

/** As it is, in sixteen bits, and in the letters that bytes are written with, at each of the three offsets of base64. */
function spellingsOf(secret: string): readonly Buffer[] {
  const utf8 = Buffer.from(utf8ToBytes(secret));
  const utf16 = Buffer.from(secret, 'utf16le');
  const base64 = [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), utf8]);
    // The letters at both ends also hold bits of what stands before and behind.
    const whole = shifted.subarray(0, shifted.length - (shifted.length % 3));
    return (['base64', 'base64url'] as const).map((spelling) =>
      Buffer.from(whole.toString(spelling).slice(offset === 0 ? 0 : 4)),
    );
  });
  const address = Buffer.from(encodeURIComponent(secret));
  return [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(utf8.toString('hex')), address, ...base64];
}
