import { beforeAll, expect, test } from 'vitest';
import { eventually, house, roughly, type Guest } from './house.ts';
import { filesHolding } from './kept-by-server.ts';
import { inHouse, keysIn } from './stored.ts';
import { chooses, isOut, rewords, turnWith } from './talking.ts';
import {
  button,
  field,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
  signIn,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
/** Ana at her desk. */
let desk: Guest;
let bo: Guest;
let keys: Keys;

const early = 'I was up at four, and the street was mine.';
const note = 'the night with the siren';
const hidden = 'It was loud, and I counted the tiles until it was over.';
const long = `A long day. ${'We walked, and sat down, and walked on. '.repeat(60)}And that was all.`;

beforeAll(async () => {
  ana = await here.guest('Ana');
  desk = await here.guest('Ana', { viewport: { width: 1280, height: 860 } });
  bo = await here.guest('Bo');
});

async function opensNotebook({ page, hands, words }: Guest): Promise<void> {
  await hands.press(page.getByRole('link').filter({ hasText: words.journal.title }));
  await heading(page, words.journal.title).waitFor();
}

async function writes({ page, hands, words }: Guest, text: string): Promise<void> {
  await hands.write(field(page, words.journal.write), text);
  await hands.press(button(page, words.journal.keep));
}

test('Ana and Bo are in one place', async () => {
  keys = await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await bo.page.goto('/home');
});

test('Ana finds a notebook at home that says who can open it, and asks for nothing', async () => {
  await opensNotebook(ana);
  await ana.page.getByText(ana.words.journal.lead).waitFor();
  await heading(ana.page, ana.words.journal.emptyTitle).waitFor();
  expect(await ana.page.title()).toBe(ana.words.journal.tabTitle);
});

test('what is half written is there again, and home says that it is', async () => {
  const { page, words, hands } = ana;
  await hands.write(field(page, words.journal.write), 'I was up at');
  await goHome(ana);
  await page.getByText(words.journal.halfWritten).waitFor();
  await eventually(() => keysIn(page, 'drafts')).toHaveLength(1);
  await page.reload();
  await page.getByText(words.journal.halfWritten).waitFor();
  await opensNotebook(ana);
  await eventually(() => field(page, words.journal.write).inputValue()).toBe('I was up at');
});

test('her first entry opens it, stands at the top of today, and the field is free', async () => {
  const { page, words } = ana;
  await writes(ana, early);
  await isOut(ana, early);
  await heading(page, words.talk.today).waitFor();
  expect(await field(page, words.journal.write).inputValue()).toBe('');
  await writes(ana, long);
  await isOut(ana, 'A long day.');
  await eventually(() => page.getByRole('article').first().innerText()).toContain('A long day.');
  await button(page, words.talk.showAll).waitFor();
  expect(await page.getByText('And that was all.').count()).toBe(0);
});

test('it is on her other device, and on no page of Bo', async () => {
  await signIn(desk, keys);
  await opensNotebook(desk);
  await turnWith(desk.page, early).waitFor();
  await writes(desk, 'From my desk.');
  await turnWith(ana.page, 'From my desk.').waitFor();
  await opensNotebook(bo);
  await heading(bo.page, bo.words.journal.emptyTitle).waitFor();
  await bo.page.goto(`/journal?space=${await spaceOfAna()}`);
  await heading(bo.page, bo.words.talk.notHereTitle).waitFor();
});

test('the machine keeps no word of it', async () => {
  expect(await filesHolding(here.folder, Buffer.from('the street was mine'))).toEqual([]);
});

test('an entry under a note stays folded, also for whoever wrote it', async () => {
  const { page, hands, words } = ana;
  await hands.write(field(page, words.journal.write), hidden);
  await hands.press(button(page, words.journal.offerNote));
  await hands.write(field(page, words.journal.noteLabel), note);
  await hands.press(button(page, words.journal.keep));
  await page.getByText(words.journal.folded(note)).waitFor();
  expect(await page.getByText(hidden).count()).toBe(0);
  await desk.page.getByText(desk.words.journal.folded(note)).waitFor();
  await hands.press(
    turnWith(page, words.journal.folded(note)).getByRole('button', { name: words.talk.open }),
  );
  await page.getByText(hidden).waitFor();
});

test('other words take the place of the former, and a note folds an old entry', async () => {
  const { page, hands, words } = ana;
  const own = inOwnWords(ana);
  await rewords(own, early, 'I was up at five, and the street was mine.');
  await turnWith(desk.page, 'I was up at five').getByText(words.talk.reworded, { exact: true }).waitFor();
  await chooses(own, 'I was up at five', words.talk.reword);
  const dialog = page.getByRole('dialog', { name: words.journal.rewordTitle });
  await hands.write(
    dialog.getByRole('textbox', { name: words.journal.rewordNote, exact: true }),
    'early hours',
  );
  await hands.press(dialog.getByRole('button', { name: words.journal.rewordDo }));
  await page.getByText(words.journal.folded('early hours')).waitFor();
  await desk.page.getByText(words.journal.folded('early hours')).waitFor();
  expect(await desk.page.getByText('I was up at five').count()).toBe(0);
});

test('an entry that is let go is gone from both devices, and a line says so', async () => {
  const { page, hands, words } = ana;
  await chooses(inOwnWords(ana), 'From my desk.', words.journal.letGoDo);
  const dialog = page.getByRole('dialog', { name: words.journal.letGoTitle });
  await hands.press(dialog.getByRole('button', { name: words.journal.letGoDo }));
  for (const each of [ana, desk]) {
    await each.page.getByText(words.journal.letGo).waitFor();
    await eventually(() => each.page.getByText('From my desk.').count()).toBe(0);
  }
});

test('words of it are found, and lead to the entry', async () => {
  const { page, hands, words } = desk;
  await hands.press(link(page, words.journal.search));
  await hands.write(page.getByRole('searchbox'), 'sat down');
  await hands.press(page.getByRole('link').filter({ hasText: 'sat down' }).first());
  await heading(page, words.journal.title).waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain(
    'sat down',
  );
});

test('without a line it opens, and what is written waits', async () => {
  await inHouse(ana.page);
  await roughly([ana], async () => {
    await ana.context.setOffline(true);
    await ana.page.goto('/journal');
    await ana.page.getByText(ana.words.journal.folded(note)).waitFor();
    await writes(ana, 'On the train, without a line.');
    await turnWith(ana.page, 'On the train').getByText(ana.words.talk.pending.line).waitFor();
    await ana.context.setOffline(false);
  });
  await isOut(ana, 'On the train');
  await desk.page.goto('/journal');
  await turnWith(desk.page, 'On the train').waitFor();
});

test('a first entry without a line stays in the field, and a sentence says what it waits for', async () => {
  await bo.page.goto('/journal');
  await field(bo.page, bo.words.journal.write).waitFor();
  await roughly([bo], async () => {
    await bo.context.setOffline(true);
    await writes(bo, 'Mine, too.');
    await bo.page.getByText(bo.words.journal.needsLine).waitFor();
    expect(await field(bo.page, bo.words.journal.write).inputValue()).toBe('Mine, too.');
    await bo.context.setOffline(false);
  });
  await eventually(async () => {
    await bo.hands.press(button(bo.page, bo.words.journal.keep));
    return turnWith(bo.page, 'Mine, too.').count();
  }).toBe(1);
});

/** The id of her notebook, as the search of her other device has it in an address. */
async function spaceOfAna(): Promise<string> {
  const href = await link(desk.page, desk.words.journal.search).getAttribute('href');
  return new URL(href ?? '', here.origin).searchParams.get('in') ?? '';
}

/** A notebook has other words for what one can do with a turn. */
function inOwnWords(guest: Guest): Guest {
  const { journal, talk } = guest.words;
  const { more, rewordTitle, rewordDo } = journal;
  return { ...guest, words: { ...guest.words, talk: { ...talk, more, rewordTitle, rewordDo } } };
}
