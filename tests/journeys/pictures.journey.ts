import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { broken } from '#tests/a11y/axe.ts';
import { overflowing } from '#tests/a11y/room.ts';
import { blobsKept } from './kept-by-server.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { keyboard } from './hands.ts';
import { isOut, rewordsAs, turnWith, withdraws } from './talking.ts';
import { button, composer, connect, found, goHome, heading, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true, microphone: true });
const secret = 'taken at 51.5 north with the camera of Ana';
const inIt = 'A cat on a wall, in the rain';
const spoken = 'I say good night';
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  [ana, bo] = [await here.guest('Ana'), await here.guest('Bo')];
  for (const { context } of [ana, bo]) {
    await context.grantPermissions(['microphone']);
    await context.addInitScript(keepShown);
  }
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await goHome(bo);
  await connect(ana, bo, 'Shall we talk?');
});

/** Keeps what a page hands its browser to show, so that a journey can look into it. */
function keepShown() {
  const make = URL.createObjectURL;
  const shown: Blob[] = [];
  Object.assign(globalThis, { shown });
  URL.createObjectURL = (file: Blob) => {
    shown.push(file);
    return make.call(URL, file);
  };
}

function shownIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { shown } = globalThis as unknown as { readonly shown: readonly Blob[] };
    return Promise.all(shown.map(async (file) => new TextDecoder('latin1').decode(await file.arrayBuffer())));
  });
}

/** A photo as a phone makes one: lying on its side, with a word how to turn it and more than anybody asked for. */
async function photo(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 160 });
    const pen = canvas.getContext('2d')!;
    for (const [index, colour] of ['#536b3a', '#b5742e', '#335085', '#1c2722'].entries()) {
      pen.fillStyle = colour;
      pen.fillRect(index * 80, 0, 80, 160);
    }
    return canvas.toDataURL('image/jpeg').split(',')[1]!;
  });
  const jpeg = Buffer.from(drawn, 'base64');
  const tiff = Buffer.from('49492a000800000001001201030001000000060000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(secret)]);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

const dialogOf = ({ page }: Guest, title: string): Locator => page.getByRole('dialog', { name: title });

async function picks({ page, hands, words }: Guest, file: Parameters<Locator['setInputFiles']>[0]) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    hands.press(button(page, words.files.picture)),
  ]);
  await chooser.setFiles(file);
}

async function opensAdd(guest: Guest) {
  await guest.hands.press(button(guest.page, guest.words.talk.add));
  await dialogOf(guest, guest.words.files.title).waitFor();
}

describe('a picture', () => {
  test('is looked at before it goes, described, and seen by the other', async () => {
    const { page, hands, words } = ana;
    await opensAdd(ana);
    expect(await broken(page)).toEqual([]);
    await picks(ana, { name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer: await photo(page) });
    const dialog = dialogOf(ana, words.files.pictureTitle);
    await dialog.getByRole('img', { name: words.files.pictureAlone }).waitFor();
    expect(await broken(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    await hands.write(dialog.getByRole('textbox', { name: words.files.describePicture }), inIt);
    await hands.press(dialog.getByRole('button', { name: words.files.send, exact: true }));
    await dialog.waitFor({ state: 'hidden' });
    await isOut(ana, inIt);
    for (const guest of [ana, bo]) {
      const seen = turnWith(guest.page, inIt).getByRole('img', { name: inIt });
      await seen.waitFor();
      // Upright, as its author held it.
      const size = () =>
        seen.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
      await eventually(size).toEqual([160, 320]);
      expect(await broken(guest.page)).toEqual([]);
      expect(await overflowing(guest.page)).toEqual([]);
    }
  });

  test('says nothing of where and with what it was taken', async () => {
    for (const { page } of [ana, bo]) {
      const shown = await shownIn(page);
      expect(shown.length).toBeGreaterThan(0);
      for (const bytes of shown) expect(bytes).not.toMatch(/Exif|51\.5|camera/);
    }
  });

  test('opens in full size and closes again, by the keyboard', async () => {
    const { page, words } = bo;
    await keyboard.press(turnWith(page, inIt).getByRole('button', { name: words.talk.larger }));
    const dialog = dialogOf(bo, words.talk.pictureTitle);
    await dialog.getByRole('img', { name: inIt }).waitFor();
    expect(await overflowing(page)).toEqual([]);
    await keyboard.press(dialog.getByRole('button', { name: words.talk.backToTalk }));
    await dialog.waitFor({ state: 'hidden' });
  });

  test('that is none says so, and a drawing that carries a program is none', async () => {
    const { page, hands, words } = bo;
    await opensAdd(bo);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const mimeType of ['image/svg+xml', 'image/png', 'text/html']) {
      await picks(bo, { name: 'drawing', mimeType, buffer: svg });
      await page.getByText(words.files.notAPicture).waitFor();
    }
    await hands.press(button(page, words.files.cancel));
  });

  test('without a line waits here, is seen by its author, and goes by itself', async () => {
    const { page, context, words } = bo;
    const second = 'The bus that did not come';
    await roughly([bo], async () => {
      await context.setOffline(true);
      await opensAdd(bo);
      await picks(bo, { name: 'bus.jpg', mimeType: 'image/jpeg', buffer: await photo(page) });
      const dialog = dialogOf(bo, words.files.pictureTitle);
      await bo.hands.write(dialog.getByRole('textbox', { name: words.files.describePicture }), second);
      await bo.hands.press(dialog.getByRole('button', { name: words.files.send, exact: true }));
      await turnWith(page, second).getByText(words.talk.pending.line).waitFor();
      await turnWith(page, second).getByRole('img', { name: second }).waitFor();
      await context.setOffline(false);
    });
    await isOut(bo, second);
    await turnWith(ana.page, second).getByRole('img', { name: second }).waitFor();
  });

  test('gets another description, and goes wholly when it is withdrawn', async () => {
    const better = 'A grey cat on a wall';
    await rewordsAs(ana, inIt, { act: ana.words.talk.describe, next: better });
    await turnWith(bo.page, better).getByRole('img', { name: better }).waitFor();
    expect(blobsKept(here.folder)).toBe(2);
    await withdraws(ana, better);
    await bo.page.getByText(bo.words.talk.withdrew('Ana')).waitFor();
    await turnWith(bo.page, better).waitFor({ state: 'detached' });
    expect(blobsKept(here.folder)).toBe(1);
  });
});

describe('a voice note', () => {
  test('is recorded with a level to see, listened to first, and nothing goes by itself', async () => {
    const { page, hands, words } = bo;
    await opensAdd(bo);
    await hands.press(button(page, words.files.record));
    const recording = dialogOf(bo, words.files.recordingTitle);
    await recording.getByText(words.files.heard).waitFor();
    const level = recording.getByRole('meter', { name: words.files.level });
    await eventually(() => level.evaluate((meter: HTMLMeterElement) => meter.value > 0.05)).toBe(true);
    expect(await broken(page)).toEqual([]);
    await recording.getByText(/^0:(?:0[2-9]|[1-5])/).waitFor();
    await hands.press(recording.getByRole('button', { name: words.files.stop, exact: true }));
    const listening = dialogOf(bo, words.files.listenTitle);
    await listening.getByLabel(words.files.listenLabel).waitFor();
    expect(await broken(page)).toEqual([]);
    expect(blobsKept(here.folder)).toBe(1);
    await hands.write(listening.getByRole('textbox', { name: words.files.describeVoice }), spoken);
    await hands.press(listening.getByRole('button', { name: words.files.send, exact: true }));
    await listening.waitFor({ state: 'hidden' });
    await isOut(bo, spoken);
  });

  test('is played in its place by the other', async () => {
    const player = turnWith(ana.page, spoken).locator('audio');
    await player.waitFor();
    const plays = player.evaluate(async (audio: HTMLAudioElement) => {
      audio.muted = true;
      await audio.play();
      await new Promise((resolve) => (audio.ontimeupdate = () => audio.currentTime > 0.2 && resolve(null)));
      audio.pause();
      return audio.currentTime > 0;
    });
    expect(await plays).toBe(true);
    expect(await broken(ana.page)).toEqual([]);
    for (const bytes of await shownIn(bo.page)) expect(bytes.slice(0, 400)).not.toMatch(/Chrom/);
  });

  test('that is left out is gone, and the microphone is off', async () => {
    const { page, hands, words } = ana;
    await opensAdd(ana);
    await hands.press(button(page, words.files.record));
    await dialogOf(ana, words.files.recordingTitle).getByText(words.files.heard).waitFor();
    await page.keyboard.press('Escape');
    await composer(ana, 'Bo').waitFor();
    await opensAdd(ana);
    await hands.press(button(page, words.files.cancel));
    expect(blobsKept(here.folder)).toBe(2);
  });
});

describe('what is taken along', () => {
  let file: string;

  test('holds both, and its pages show them without any place', async () => {
    const { page, context, hands, words } = ana;
    await page.goto('/me');
    await hands.press(link(page, words.me.takeLink));
    await hands.press(button(page, words.takingAlong.make));
    await heading(page, words.takingAlong.doneTitle).waitFor();
    const loading = page.waitForEvent('download');
    await hands.press(link(page, words.takingAlong.keep));
    file = path.join(here.folder, 'taken.zip');
    await (await loading).saveAs(file);
    const files = unzipSync(new Uint8Array(await readFile(file)));
    for (const [name, bytes] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(here.folder, 'taken', name)), { recursive: true });
      await writeFile(path.join(here.folder, 'taken', name), bytes);
    }
    const shows = Object.keys(files).find(
      (name) =>
        name.endsWith('html') && new TextDecoder().decode(files[name]).includes('The bus that did not come'),
    );
    const alone = await context.newPage();
    await ana.complaints.during('a link leads away', async () => {
      await alone.goto(pathToFileURL(path.join(here.folder, 'taken', shows ?? '')).href);
      const bus = alone.getByRole('img', { name: 'The bus that did not come' });
      await eventually(() => bus.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
      expect(await alone.locator('audio').getAttribute('aria-label')).toBe(spoken);
    });
    await alone.close();
  });

  test('shows them where it is opened, checked against what their authors signed', async () => {
    const { page, hands, words } = bo;
    await page.goto('/archive');
    await page.getByLabel(words.archive.choose).setInputFiles(file);
    await hands.press(button(page, 'Bo'));
    const bus = page.getByRole('img', { name: 'The bus that did not come' });
    await eventually(() => bus.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
    await page.locator('audio').waitFor();
    expect(await broken(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
  });
});
