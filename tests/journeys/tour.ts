import type { Page } from 'playwright-core';
import {
  answers,
  answersWithWords,
  asksToLetGo,
  goToAgreement,
  letsGo,
  offers,
  offersOtherWords,
  opensWays,
  saysSomethingElse,
  textThatIs,
} from './agreeing.ts';
import { quiet } from '#words/en/quiet.ts';
import type { Guest, House } from './house.ts';
import { hostLink } from './machine.ts';
import { chooses, isOut, says, turnWith } from './talking.ts';
import { tourOfTools } from './tools/tour-of-tools.ts';
import {
  button,
  composer,
  field,
  goHome,
  goToSpace,
  heading,
  join,
  knocks,
  link,
  makesInvitation,
  takesDrawnWords,
  takesPassphrase,
  writesKit,
} from './ways.ts';

/** Two people who go through the whole house, and somebody who looks at every page, in every state it can have. */
export interface Tour {
  readonly here: House;
  readonly ana: Guest;
  readonly bo: Guest;
  readonly look: (page: Page, state: string) => Promise<void>;
}

/** What the two write themselves. No page may hold anything else that is not from words. */
export const written = {
  community: 'Linden Yard',
  circle: 'Tuesday at the oven',
  introduction: 'I bake at night and walk by day.',
  why: 'You bake, and I am up early too.',
  morning: 'Good morning. The first bread is out.',
  link: 'There is a map at https://map.example/yard?at=3 for you.',
  hidden: 'It was loud in there, and nobody said good night.',
  note: 'nights',
  gone: 'Not this after all.',
  entry: 'I was up at four, and the street was mine.',
  first: 'We write to each other on Sundays.',
  second: 'We write to each other on Sundays, or on Mondays.',
  third: 'We ring before we come by.',
  more: 'We ring before we come by, and once is enough.',
  sister: 'My sister Noor, who is up late and never minds',
  way: 'After six, 0171 555 01 02, and let it ring',
  answer: 'The bread that is out at four.',
  kept: 'And the quiet after it.',
  line: 'We found out that both of us are up at four.',
  night: 'It has passed before. Tea first, then the window.',
  changed: 'I ask before I help.',
  law: 'Two of us are paid from now on.',
  worry: 'I do not always hear it ring.',
  // A long word and a long text, as somebody writes without a thought for the page.
  long: `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} ${'and then we went on. '.repeat(140)}`.trim(),
} as const;

/** The page of the quick exit: plain markup, and the same in every language. */
export const quietPage = '/quiet';

/** No script runs there, so it stays as it was made, in the language of the course. */
export const bookPage = '/courses/five-doors/book';

/** Pages whose text is a course's or a card's own: what it says is checked where the files are. */
export function isWritten(state: string): boolean {
  return state.startsWith('/courses') || state.startsWith('/cards');
}

interface Stop {
  readonly title: string;
  readonly walk: (tour: Tour) => Promise<void>;
}

/** In this order: each begins where the one before ended. */
export const stops: readonly Stop[] = [
  { title: 'what anybody can read', walk: publicPages },
  { title: 'opening a place', walk: founding },
  { title: 'a home with nobody in it yet', walk: emptyHome },
  { title: 'a notebook of one’s own', walk: notebook },
  { title: 'coming in by a link', walk: joining },
  { title: 'the care circle, and the way out', walk: careCircle },
  { title: 'the people of a place', walk: people },
  { title: 'a conversation', walk: conversation },
  { title: 'an agreement', walk: agreement },
  { title: 'the tools of a space', walk: tools },
  { title: 'a circle', walk: circle },
  { title: 'one’s ways back in', walk: keys },
  { title: 'the machine, and another card at the door', walk: anotherCard },
  { title: 'room for oneself', walk: room },
  { title: 'a space, a home and oneself', walk: homeAgain },
  { title: 'a locked door', walk: locked },
];

async function publicPages({ ana: { page, words, hands }, look }: Tour): Promise<void> {
  await page.goto('/');
  await page.getByText(words.door.notFounded).waitFor();
  await look(page, 'the door before anybody came');
  for (const [address, title] of [
    ['/limits', words.limits.title],
    ['/help/quick-exit', words.quickExit.title],
    ['/help', words.help.title],
    ['/help/people', words.keptForHelp.peopleTitle],
    ['/help/lines', words.keptForHelp.linesTitle],
    ['/host', words.host.wrongTitle],
    [quietPage, quiet.title],
    ['/no/such/page', words.frame.nothingHereTitle],
  ] as const) {
    await page.goto(address);
    await heading(page, title).waitFor();
    await look(page, address);
  }
  for (const [address, title] of [
    ['/courses', words.courses.title],
    ['/courses/both-ways', words.courses.contents],
    ['/courses/both-ways/a2', words.courses.contents],
    ['/courses/both-ways/a2-03', words.courses.notes],
    ['/courses/peer-support-training/assignment-1', 'What is asked'],
    ['/cards', words.cards.title],
    ['/cards/confidentiality', words.cards.comesUpIn],
  ] as const) {
    await page.goto(address);
    await heading(page, title).waitFor();
    await look(page, address);
  }
  await page.goto(bookPage);
  await page.getByRole('article').first().waitFor();
  await look(page, bookPage);
  await page.goto('/help');
  await hands.press(page.getByRole('button', { name: words.help.breathe.begin }));
  await button(page, words.help.breathe.stop).waitFor();
  await look(page, 'help, breathing along');
  await hands.press(page.locator('summary', { hasText: 'United States' }));
  await page.getByText(words.helpLine.keep).waitFor();
  await look(page, 'help, with the lines of one place');
  for (const talk of ['heavy-words', 'rough-hours']) {
    await page.goto(`/help/${talk}`);
    await heading(page, words.helpPage.startersTitle).waitFor();
    await look(page, `a page for a hard talk, ${talk}`);
    await hands.press(link(page, words.helpPage.easy));
    await link(page, words.helpPage.full).waitFor();
    await look(page, `in short lines, ${talk}`);
  }
  await page.goto('/sign-in');
  await hands.press(button(page, words.signIn.go));
  await page.getByText(words.signIn.nameMissing).waitFor();
  await look(page, 'signing in, with nothing written');
  await page.goto('/sign-in/kit');
  await hands.press(button(page, words.comingBack.next));
  await page.getByText(words.kitWords.missing).waitFor();
  await hands.press(page.getByText(words.kitWords.scan));
  await look(page, 'coming back with twelve words, with nothing written');
  await page.goto('/home');
  await heading(page, words.door.title).waitFor();
}

async function founding({ here, ana, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  await page.goto('/found');
  await heading(page, words.founding.wrongTitle).waitFor();
  await look(page, 'opening a place, without a link');
  await page.goto(here.foundingLink);
  await field(page, words.account.name).waitFor();
  await look(page, 'opening a place, the name');
  await hands.press(button(page, words.account.next));
  await page.getByText(words.account.nameMissing).waitFor();
  await look(page, 'opening a place, no name');
  await hands.write(field(page, words.account.name), ana.name);
  await hands.press(button(page, words.account.next));
  await heading(page, words.account.passphrase.title).waitFor();
  await look(page, 'six words');
  await hands.press(button(page, words.account.passphrase.own));
  await hands.press(button(page, words.account.passphrase.takeOwn));
  await look(page, 'words of one’s own, too short');
  await hands.press(button(page, words.account.passphrase.drawn));
  await takesDrawnWords(ana);
  await hands.press(page.getByText(words.account.kit.square));
  await page.getByRole('img', { name: words.account.kit.squareLabel }).waitFor();
  await look(page, 'the kit, with its square');
  await hands.press(button(page, words.account.kit.next));
  await heading(page, words.founding.community.title).waitFor();
  await look(page, 'opening a place, what it is called');
  await hands.write(field(page, words.founding.community.label), written.community);
  await hands.press(button(page, words.account.next));
  await hands.write(field(page, words.hostCard.fields.ages.label), '');
  await hands.press(button(page, words.founding.open));
  await page.getByText(words.hostCard.missing).waitFor();
  await look(page, 'the card at the door, with a line missing');
  await hands.write(field(page, words.hostCard.fields.ages.label), words.hostCard.examples.ages);
  await hands.press(page.getByRole('checkbox', { name: words.hostCard.isTrue }));
  await hands.press(button(page, words.founding.open));
  await heading(page, words.home.spaces).waitFor();
}

async function emptyHome({ ana, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  await heading(page, words.home.emptyTitle).waitFor();
  await look(page, 'home, empty');
  await hands.press(link(page, words.home.emptyStep));
  await heading(page, words.people.nobodyTitle).waitFor();
  await look(page, 'people, only oneself');
  await page.goto('/invite');
  await page.getByText(words.invite.none).waitFor();
  await look(page, 'inviting, no link yet');
  await page.goto('/found');
  await heading(page, words.founding.wrongTitle).or(heading(page, words.founding.spentTitle)).waitFor();
  await look(page, 'opening a place that is open');
  await page.goto('/home');
}

/** From home, and back to it. */
async function notebook({ ana, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  const { journal, talk } = words;
  await hands.press(button(page, words.home.beginning.away));
  await button(page, words.home.beginning.title).waitFor();
  await look(page, 'home, with what this place is put away');
  await hands.press(button(page, words.home.beginning.title));
  await heading(page, words.home.beginning.title).waitFor();
  await hands.press(page.getByRole('link').filter({ hasText: journal.title }));
  await heading(page, journal.emptyTitle).waitFor();
  await look(page, 'a notebook, nothing in it');
  for (const text of [written.gone, written.long, written.entry]) {
    await hands.write(field(page, journal.write), text);
    await hands.press(button(page, journal.keep));
    await turnWith(page, text.slice(0, 20)).waitFor();
  }
  await hands.write(field(page, journal.write), written.hidden);
  await hands.press(button(page, journal.offerNote));
  await hands.write(field(page, journal.noteLabel), written.note);
  await look(page, 'a notebook, writing with a note');
  await hands.press(button(page, journal.keep));
  await page.getByText(journal.folded(written.note)).waitFor();
  const entry = turnWith(page, written.gone);
  await hands.press(entry.getByRole('button', { name: journal.more }));
  await hands.press(entry.getByRole('button', { name: talk.reword }));
  await page.getByRole('dialog', { name: journal.rewordTitle }).waitFor();
  await look(page, 'a notebook, in other words');
  await page.keyboard.press('Escape');
  await hands.press(entry.getByRole('button', { name: journal.more }));
  await hands.press(entry.getByRole('button', { name: journal.letGoDo }));
  const dialog = page.getByRole('dialog', { name: journal.letGoTitle });
  await look(page, 'a notebook, letting an entry go');
  await hands.press(dialog.getByRole('button', { name: journal.letGoDo }));
  await page.getByText(journal.letGo).waitFor();
  await look(page, 'a notebook, with an entry let go and a folded one');
  await goHome(ana);
}

async function joining({ ana, bo, look }: Tour): Promise<void> {
  const invitation = await makesInvitation(ana);
  await ana.hands.press(ana.page.getByText(ana.words.invite.square));
  await ana.page.getByRole('img', { name: ana.words.invite.squareLabel }).waitFor();
  await look(ana.page, 'inviting, with a link');
  await goHome(ana);

  const { page, hands, words } = bo;
  await page.goto('/join');
  await heading(page, words.joining.alteredTitle).waitFor();
  await look(page, 'coming in, with half a link');
  await page.goto(invitation);
  await hands.press(button(page, words.joining.come));
  await page.getByText(words.account.nameMissing).waitFor();
  await look(page, 'the card, and no name');
  await join(bo, invitation);
  await look(page, 'being in');
  await page.goto(invitation);
  await heading(page, words.joining.already).waitFor();
  await look(page, 'coming in twice');
}

async function careCircle({ ana, bo, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  await page.goto('/people/care');
  await page.getByText(words.care.tooFew).waitFor();
  await look(page, 'the care circle, one alone');
  await page.goto('/people/care/removal');
  await page.getByText(words.careAsking.tooFew).waitFor();
  await look(page, 'removing somebody, too few');
  await page.goto('/people/care/ask');
  await hands.press(button(page, words.careAsking.inDo));
  await page.getByText(words.careAsking.whoMissing).waitFor();
  await look(page, 'asking into the care circle, nobody chosen');
  await hands.press(page.getByRole('radio', { name: bo.name }));
  await hands.press(button(page, words.careAsking.inDo));
  await heading(page, words.careAsking.sentTitle).waitFor();
  await look(page, 'asked into the care circle');
  await bo.page.goto('/people/care');
  await heading(bo.page, bo.words.care.asksYou(ana.name)).waitFor();
  await look(bo.page, 'the care circle, being asked in');
  await bo.page.goto('/people/leave');
  await hands.press(button(bo.page, bo.words.gone.leave));
  await bo.page.getByText(bo.words.gone.askText).waitFor();
  await look(bo.page, 'leaving a place');
  await hands.press(button(bo.page, bo.words.gone.stay));
}

async function people({ ana, bo, look }: Tour): Promise<void> {
  await ana.page.goto('/people');
  await bo.page.goto('/people');
  await ana.hands.press(button(ana.page, ana.words.people.write));
  await look(ana.page, 'people, writing who one is');
  await ana.hands.write(field(ana.page, ana.words.people.label), written.introduction);
  await ana.hands.press(button(ana.page, ana.words.people.keep));
  await bo.page.getByText(written.introduction).waitFor();
  await bo.hands.press(button(bo.page, bo.words.people.ask(ana.name)));
  await bo.hands.press(button(bo.page, bo.words.people.send));
  await bo.page.getByText(bo.words.people.askMissing).waitFor();
  await look(bo.page, 'people, asking without a line');
  await bo.hands.press(button(bo.page, bo.words.people.cancel));
  await knocks(bo, ana.name, written.why);
  await look(bo.page, 'people, asked');
  await ana.page.getByText(ana.words.people.theyAsked(bo.name)).waitFor();
  await look(ana.page, 'people, somebody asked');
  await goHome(bo);
  await look(bo.page, 'home, having asked');
  await goHome(ana);
  await ana.page.getByText(written.why).waitFor();
  await look(ana.page, 'home, with a knock');
  await ana.hands.press(button(ana.page, ana.words.home.accept(bo.name)));
  await composer(ana, bo.name).waitFor();
  await goToSpace(bo, ana.name);
  await composer(bo, ana.name).waitFor();
}

async function conversation({ ana, bo, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  await look(page, 'a space, nothing said');
  await says(ana, bo.name, written.morning);
  await says(bo, ana.name, written.link);
  await turnWith(page, 'https://map.example').getByRole('link').waitFor();
  await says(bo, ana.name, written.long);
  await button(page, words.talk.showAll).waitFor();
  await look(page, 'a space, with a long text folded');
  await hands.press(button(page, words.talk.showAll));
  await look(page, 'a space, with all of a long text');

  await hands.write(composer(ana, bo.name), written.hidden);
  await hands.press(button(page, words.talk.offerNote));
  await hands.write(field(page, words.talk.noteLabel), written.note);
  await look(page, 'a space, writing with a note');
  await hands.press(button(page, words.talk.send));
  await isOut(ana, written.hidden);
  await button(bo.page, bo.words.talk.open).waitFor();
  await look(bo.page, 'a space, with a closed note');
  await bo.hands.press(button(bo.page, bo.words.talk.open));
  await look(bo.page, 'a space, with an opened note');

  await chooses(ana, written.morning, words.talk.reword);
  await page.getByRole('dialog', { name: words.talk.rewordTitle }).waitFor();
  await look(page, 'rewording');
  await page.keyboard.press('Escape');
  await says(ana, bo.name, written.gone);
  await isOut(ana, written.gone);
  await chooses(ana, written.gone, words.talk.withdraw);
  await page.getByRole('dialog', { name: words.talk.withdrawTitle }).waitFor();
  await look(page, 'withdrawing');
  await hands.press(button(page, words.talk.withdrawDo));
  await bo.page.getByText(bo.words.talk.withdrew(ana.name)).waitFor();
  await look(bo.page, 'a space, with a word withdrawn');
}

async function agreement({ ana, bo, look }: Tour): Promise<void> {
  const { agreement: words } = ana.words;
  for (const guest of [ana, bo]) await goToAgreement(guest);
  await ana.hands.press(ana.page.getByText(words.steps, { exact: true }));
  await ana.hands.press(button(ana.page, words.writeDo));
  await look(ana.page, 'an agreement, empty, with openers');
  await offers(ana, written.first);
  await textThatIs(bo.page, bo.words.agreement.state.waiting(bo.name), written.first).waitFor();
  await look(ana.page, 'an agreement, waiting for the other');
  await look(bo.page, 'an agreement, waiting for me');
  await answers(bo, bo.words.agreement.choices.worried);
  await look(bo.page, 'an agreement, saying what worries one');
  await bo.hands.write(field(bo.page, bo.words.agreement.worriedLabel), written.worry);
  await bo.hands.press(button(bo.page, bo.words.agreement.worriedDo));
  await textThatIs(ana.page, words.state.worried(bo.name), written.first).waitFor();
  await look(ana.page, 'an agreement, worried');
  await opensWays(bo);
  await look(bo.page, 'an agreement, what can be done with a sentence');
  await saysSomethingElse(bo, bo.words.agreement.choices.aside);
  await textThatIs(ana.page, words.state.tooFew, written.first).waitFor();
  await look(ana.page, 'an agreement, standing aside');
  await saysSomethingElse(bo, bo.words.agreement.choices.yes);
  await textThatIs(ana.page, words.state.ours, written.first).waitFor();
  for (const guest of [ana, bo]) {
    await opensWays(guest);
    await guest.hands.press(button(guest.page, guest.words.agreement.inSight));
  }
  await ana.page.getByText(words.inSightOurs).waitFor();
  await look(ana.page, 'an agreement, ours and kept in sight');

  await opensWays(ana);
  await ana.hands.press(button(ana.page, words.reword));
  await look(ana.page, 'an agreement, in other words');
  await ana.page.keyboard.press('Escape');
  await offersOtherWords(ana, written.second);
  const waiting = bo.words.agreement.state.newer(bo.words.agreement.state.waiting(bo.name));
  await textThatIs(bo.page, waiting, written.second).waitFor();
  await look(bo.page, 'an agreement, with a newer text');
  await answers(bo, bo.words.agreement.choices.yes);
  const ours = textThatIs(ana.page, words.state.ours, written.second);
  await asksToLetGo(ana, ours);
  await look(ana.page, 'letting go');
  await ana.page.keyboard.press('Escape');
  await opensWays(ana, ours);
  await look(ana.page, 'an agreement, with its history');
  await letsGo(ana, ours);
  await textThatIs(bo.page, bo.words.agreement.state.newerLapsed, written.second).waitFor();
  await look(bo.page, 'an agreement, lapsed');

  await offers(ana, written.third);
  await textThatIs(bo.page, bo.words.agreement.state.waiting(bo.name), written.third).waitFor();
  await answersWithWords(bo, bo.words.agreement.choices.yesAnd, {
    label: bo.words.agreement.andLabel,
    words: written.more,
    action: bo.words.agreement.andDo,
  });
  await ana.page.getByText(written.more).waitFor();
  await look(ana.page, 'an agreement, yes, and');
  await ana.hands.write(ana.page.getByLabel(words.revisitLabel), '2031-03-03');
  await ana.hands.press(button(ana.page, words.revisitDo));
  await button(bo.page, bo.words.agreement.revisitAway).waitFor();
  await look(bo.page, 'an agreement, with a day to look again');
}

async function tools(tour: Tour): Promise<void> {
  const { page, hands, words } = tour.ana;
  await hands.press(link(page, words.frame.back));
  await tourOfTools(tour);
}

async function keys({ ana, bo, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  await page.goto('/me/keys');
  await heading(page, words.keys.title).waitFor();
  await look(page, 'one’s ways back in');
  await hands.press(link(page, words.keys.takenLink));
  await heading(page, words.keys.newKeys.title).waitFor();
  await look(page, 'a device was taken');
  await hands.press(button(page, words.keys.newKeys.change));
  await button(page, words.keys.newKeys.askDo).waitFor();
  await look(page, 'a device was taken, and the question before');
  await hands.press(button(page, words.keys.newKeys.stay));
  await page.goto('/me/keys');
  await hands.press(link(page, words.keys.check));
  await writesKit(ana, ['abandon', ...Array<string>(11).fill('zoo')], words.keys.checkDo);
  await page.getByText(words.refusals['kit-words-wrong']).waitFor();
  await look(page, 'checking twelve words, wrong ones');
  await page.goto('/me/keys/kit');
  await hands.press(button(page, words.keys.next));
  await page.getByText(words.keys.presentMissing).waitFor();
  await look(page, 'twelve new words, with no passphrase written');
  await page.goto('/me/keys/passphrase');
  await hands.write(page.getByLabel(words.keys.present, { exact: true }), 'something that was guessed');
  await hands.press(button(page, words.keys.next));
  await takesPassphrase(ana);
  await page.getByText(words.keys.presentWrong).waitFor();
  await look(page, 'another passphrase, with the present one wrong');
  await page.goto('/home');
  await goToSpace(ana, bo.name);
  await goToAgreement(ana);
}

/** From the agreement, and back to it. Whoever keeps the machine sits at the browser of Ana here. */
async function anotherCard({ here, ana: { page, words, hands }, look }: Tour): Promise<void> {
  const agreement = page.url();
  await page.goto(await hostLink(here.folder));
  await heading(page, words.host.roomTitle).waitFor();
  await look(page, 'the machine room');
  await hands.press(link(page, words.host.cardLink));
  await hands.write(field(page, words.hostCard.fields.boundByLaw.label), written.law);
  await look(page, 'the card, being changed');
  await hands.press(page.getByRole('checkbox', { name: words.hostCard.isTrue }));
  await hands.press(button(page, words.host.cardSave));
  await page.getByText(words.host.cardSaved).waitFor();
  await page.goto('/home');
  await heading(page, words.changedCard.title).waitFor();
  await hands.press(page.getByText(words.changedCard.noTitle));
  await look(page, 'home, asked about another card');
  await hands.press(button(page, words.changedCard.yes));
  await heading(page, words.changedCard.title).waitFor({ state: 'detached' });
  await page.goto(agreement);
}

/** From the agreement, and back to it. */
async function room({ ana, bo, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  const agreement = page.url();
  await page.goto('/me/muted');
  await page.getByText(words.muted.none).waitFor();
  await hands.press(button(page, words.muted.add));
  await page.getByText(words.muted.missing).waitFor();
  await look(page, 'words kept closed, none yet');
  await hands.write(field(page, words.muted.label), written.note);
  await hands.press(button(page, words.muted.add));
  await button(page, words.muted.drop(written.note)).waitFor();
  await look(page, 'words kept closed');
  await page.goto('/me/break');
  await hands.press(button(page, words.takingBreak.begin));
  await page.getByText(words.takingBreak.on).waitFor();
  await look(page, 'on a break');
  await hands.press(button(page, words.takingBreak.back));
  await button(page, words.takingBreak.begin).waitFor();
  await page.goto('/me/apart');
  await page.getByText(words.apart.none).waitFor();
  await look(page, 'nobody kept apart');
  await hands.press(link(page, words.apart.people));
  await hands.press(link(page, bo.name));
  await button(page, words.apart.choose(bo.name)).waitFor();
  await look(page, 'somebody’s page');
  await hands.press(button(page, words.apart.choose(bo.name)));
  await page.getByText(words.apart.shared).waitFor();
  await look(page, 'somebody’s page, not met');
  await page.goto('/me/apart');
  await heading(page, bo.name).waitFor();
  await look(page, 'those one does not meet');
  await page.goto('/home');
  await goToSpace(ana, bo.name);
  await button(page, words.talk.show).first().waitFor();
  await look(page, 'a space with somebody one does not meet');
  await page.goto('/me/apart');
  await hands.press(button(page, words.apart.meetAgain(bo.name)));
  await page.getByText(words.apart.none).waitFor();
  await page.goto(agreement);
}

/** Opened by Ana, entered by Bo; both are back afterwards where they were. */
async function circle({ ana, bo, look }: Tour): Promise<void> {
  const [anaWas, boWas] = [ana.page.url(), bo.page.url()];
  const { page, hands, words } = ana;
  await page.goto('/circles/new');
  await hands.press(button(page, words.circle.open));
  await page.getByText(words.circle.nameMissing).waitFor();
  await look(page, 'opening a circle, with nothing written');
  await hands.write(field(page, words.circle.name), written.circle);
  await hands.write(field(page, words.circle.purpose), written.long.slice(0, 500));
  await hands.press(page.getByRole('checkbox', { name: bo.name }));
  await hands.write(field(page, words.circle.words), written.why);
  await hands.press(button(page, words.circle.open));
  await heading(page, written.circle).waitFor();
  await look(page, 'a circle, with nothing said');

  await bo.page.goto('/home');
  await link(bo.page, bo.words.home.circleLook).waitFor();
  await look(bo.page, 'home, asked into a circle');
  await bo.hands.press(link(bo.page, bo.words.home.circleLook));
  await button(bo.page, bo.words.circleJoin.comeIn).waitFor();
  await look(bo.page, 'a seat in a circle');
  await bo.hands.press(button(bo.page, bo.words.circleJoin.comeIn));
  await composer(bo, ana.name).waitFor();
  await says(bo, ana.name, written.morning);
  await page.getByText(words.talk.cameIn(bo.name)).waitFor();
  await turnWith(page, written.morning).waitFor();
  await look(page, 'a circle, with words');

  await hands.press(page.getByRole('heading', { level: 1 }).getByRole('link'));
  await heading(page, words.circleAbout.hostTitle).waitFor();
  await look(page, 'about a circle');
  await hands.press(button(page, words.circleAbout.change));
  await look(page, 'about a circle, being changed');
  await hands.press(button(page, words.circleAbout.leaveIt));
  await hands.press(link(page, words.circleAbout.ask));
  await hands.press(button(page, words.invite.make));
  await field(page, words.invite.link).waitFor();
  await look(page, 'asking into a circle, with a link');
  await hands.press(link(page, words.frame.back));
  await hands.press(link(page, words.circleAbout.without));
  await page.getByText(words.without.told).waitFor();
  await look(page, 'going on without somebody');

  await bo.page.goto('/circles/join');
  await heading(bo.page, bo.words.circleJoin.alteredTitle).waitFor();
  await look(bo.page, 'a seat, with half a link');
  await bo.page.goto(page.url().replace('/without', '/about'));
  await bo.hands.press(button(bo.page, bo.words.spaceAbout.leave));
  await bo.hands.press(button(bo.page, bo.words.spaceAbout.leaveDo));
  await bo.hands.press(bo.page.getByText(bo.words.home.leftTitle, { exact: true }));
  await look(bo.page, 'home, with a space that was left');
  await bo.hands.press(bo.page.getByRole('link').filter({ hasText: written.circle }));
  await bo.page.getByText(bo.words.talk.left).waitFor();
  await look(bo.page, 'a space that was left');
  await page.goto(anaWas);
  await bo.page.goto(boWas);
}

async function homeAgain(tour: Tour): Promise<void> {
  const { ana, bo, look } = tour;
  const { page, hands, words } = ana;
  await hands.press(link(page, words.frame.back));
  await composer(ana, bo.name).waitFor();
  await look(page, 'a space, with a sentence in sight');
  await moments(tour);
  await hands.press(page.getByRole('heading', { level: 1 }).getByRole('link'));
  await heading(page, words.spaceAbout.title).waitFor();
  await hands.press(page.getByText(words.spaceAbout.safety, { exact: true }));
  await look(page, 'about a space');
  await looksForWords(tour);
  await choosesHowLong(tour);
  await hands.press(button(page, words.spaceAbout.leave));
  await page.getByRole('dialog', { name: words.spaceAbout.leaveAsk }).waitFor();
  await look(page, 'leaving a space');
  await page.keyboard.press('Escape');
  await page.goto(`/spaces/${'A'.repeat(43)}`);
  await heading(page, words.talk.notHereTitle).waitFor();
  await look(page, 'a space that is not here');
  await page.goto('/home');
  await heading(page, words.home.spaces).waitFor();
  await look(page, 'home, with a space');
  await hands.press(link(page, words.home.me));
  await heading(page, words.me.title).waitFor();
  await look(page, 'oneself');
  await takesAlong(tour);
  await keptForHelp(tour);
  await hands.press(button(page, words.me.signOut));
  await page.getByRole('dialog', { name: words.me.signOutAsk }).waitFor();
  await look(page, 'signing out');
  await hands.press(button(page, words.me.signOutDo));
  await heading(page, words.door.title).waitFor();
  await look(page, 'the door of an open place');
}

/** From the page about oneself, and back to it. */
async function takesAlong({ ana: { page, words, hands }, look }: Tour): Promise<void> {
  await hands.press(link(page, words.me.takeLink));
  await heading(page, words.takingAlong.title).waitFor();
  await look(page, 'taking it along');
  await hands.press(button(page, words.takingAlong.make));
  await heading(page, words.takingAlong.doneTitle).waitFor();
  await look(page, 'taking it along, with the file');
  const loading = page.waitForEvent('download');
  await hands.press(link(page, words.takingAlong.keep));
  const file = await (await loading).path();
  await hands.press(link(page, words.takingAlong.open));
  const choosing = page.getByLabel(words.archive.choose);
  await choosing.waitFor();
  await look(page, 'a file, none chosen');
  await choosing.setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: Buffer.from('x') });
  await page.getByText(words.refusals['archive-broken']).waitFor();
  await look(page, 'a file that is none');
  await choosing.setInputFiles(file);
  await heading(page, words.archive.spaces).waitFor();
  await look(page, 'what is in a file');
  await hands.press(page.getByRole('listitem').getByRole('button').last());
  await heading(page, words.archivePages.conversation).waitFor();
  await look(page, 'a space in a file');
  await page.goto('/me/go');
  await heading(page, words.erasing.title).waitFor();
  await hands.press(button(page, words.erasing.end));
  await page.getByText(words.erasing.sureMissing).waitFor();
  await look(page, 'going for good, with nothing written');
  await page.goto('/me');
  await heading(page, words.me.title).waitFor();
}

/** From the page about a space, and back to it. */
async function looksForWords({ ana: { page, words, hands }, look }: Tour): Promise<void> {
  const { search } = words;
  await hands.press(link(page, words.spaceAbout.search));
  await heading(page, search.emptyTitle).waitFor();
  await look(page, 'search in a space, nothing asked');
  await hands.press(link(page, search.everywhere));
  await page.getByText(search.lead).waitFor();
  const ask = page.getByRole('searchbox', { name: search.label });
  await hands.write(ask, 'zeppelin');
  await page.getByText(search.nothing).first().waitFor();
  await look(page, 'search, nothing found');
  await hands.write(ask, 'w');
  await page.locator('mark').first().waitFor();
  await look(page, 'search, with what was found');
  await page.goBack();
  await page.goBack();
  await heading(page, words.spaceAbout.title).waitFor();
}

/** From a space, and back to it. */
async function moments({ ana, bo, look }: Tour): Promise<void> {
  const { page, hands, words } = ana;
  const space = page.url();
  await hands.press(link(page, words.momentLines.link));
  await heading(page, words.moments.title).waitFor();
  await hands.press(page.getByRole('radio', { name: words.moments.when.day }));
  await hands.press(button(page, words.moments.pauseDo));
  await page.getByText(words.moments.whenMissing).waitFor();
  await look(page, 'moments, and a time that is missing');
  await hands.press(page.getByRole('radio', { name: words.moments.when.tomorrow }));
  await hands.press(button(page, words.moments.pauseDo));
  await button(page, words.moments.back).waitFor();
  await look(page, 'moments, with one asked for');
  await hands.press(button(page, words.moments.back));
  await hands.press(link(page, words.moments.sitLink));
  await hands.press(button(page, words.moments.sit.begin));
  await hands.press(page.getByText(words.moments.sit.clock, { exact: true }));
  await look(page, 'sitting together');
  await hands.press(button(page, words.moments.sit.back));
  await composer(ana, bo.name).waitFor();
  await page.goto(`${space}/ending`);
  await button(page, words.ending.begin).waitFor();
  await look(page, 'a good end, before it is begun');
  await hands.press(button(page, words.ending.begin));
  await hands.press(button(page, words.ending.openAbout(words.ending.prompts['what-changed'])));
  await hands.press(button(page, words.ending.offer));
  await page.getByText(words.ending.missing).waitFor();
  await look(page, 'a good end, with nothing written');
  await hands.write(field(page, words.ending.prompts['what-changed']), written.changed);
  await hands.press(button(page, words.ending.offer));
  await button(page, words.ending.takeBack).waitFor();
  await look(page, 'a good end, with something offered');
  await page.goto(space);
  await page.getByText(words.momentLines.underwayMine).waitFor();
  await look(page, 'a space, with an end underway');
  await hands.press(link(page, words.momentLines.see));
  await hands.press(button(page, words.ending.stop));
  await button(page, words.ending.begin).waitFor();
  await page.goto(space);
  await composer(ana, bo.name).waitFor();
}

/** From the page about a space, and back to it. */
async function choosesHowLong({ ana: { name, page, words, hands }, bo, look }: Tour): Promise<void> {
  const { retention } = words;
  await hands.press(link(page, words.spaceAbout.stays));
  await heading(page, retention.title).waitFor();
  await look(page, 'how long words stay, nothing chosen');
  await hands.press(page.getByRole('radio', { name: retention.stays['a-week'] }));
  await hands.press(button(page, retention.choose));
  await page.getByRole('dialog', { name: retention.askTitle }).waitFor();
  await look(page, 'how long words stay, asked once');
  await hands.press(button(page, retention.askDo));
  await page.getByText(retention.holds['a-week']).waitFor();
  await bo.page.goto(page.url());
  await bo.hands.press(bo.page.getByRole('radio', { name: bo.words.retention.stays['a-year'] }));
  await bo.hands.press(button(bo.page, bo.words.retention.choose));
  await page.getByText(retention.wish['a-year'](bo.name)).waitFor();
  await look(page, 'how long words stay, with a wish for longer');
  await bo.page.goto('/home');
  await goToSpace(bo, name);
  await bo.page.getByText(bo.words.talk.olderGo).waitFor();
  await look(bo.page, 'a space, in which somebody made it shorter');
  await page.goBack();
  await heading(page, words.spaceAbout.title).waitFor();
}

/** From one's own page, and back to it. */
async function keptForHelp({ ana: { page, words, hands }, look }: Tour): Promise<void> {
  const { keptForHelp } = words;
  await hands.press(link(page, words.me.keptLink));
  await heading(page, keptForHelp.title).waitFor();
  await look(page, 'for a bad night, nothing kept');
  await hands.press(button(page, keptForHelp.add));
  await hands.write(field(page, keptForHelp.name), written.sister);
  await hands.write(field(page, keptForHelp.way), written.way);
  await hands.write(field(page, keptForHelp.lines), `${written.night}\n${written.long}`);
  await hands.press(button(page, keptForHelp.keep));
  await page.getByText(keptForHelp.kept).waitFor();
  await look(page, 'for a bad night, kept');
  await page.goto('/help');
  await page.getByText(words.help.near.hardTimesLine).waitFor();
  await look(page, 'help, with what is kept here');
  await page.goto('/help/people');
  await heading(page, written.sister).waitFor();
  await look(page, 'my people');
  await hands.press(button(page, keptForHelp.takeAway));
  await button(page, keptForHelp.putBack).waitFor();
  await look(page, 'my people, taken away');
  await page.goto('/help/lines');
  await page.getByText(written.night).waitFor();
  await look(page, 'before hard times');
  await page.goto('/me');
  await heading(page, words.me.title).waitFor();
}

async function locked({ bo, look }: Tour): Promise<void> {
  const { page, hands, words } = bo;
  await hands.press(button(page, words.frame.quickExit));
  await heading(page, quiet.title).waitFor();
  await page.goto('/home');
  await heading(page, words.unlock.title).waitFor();
  await hands.press(button(page, words.unlock.open));
  await page.getByText(words.unlock.missing).waitFor();
  await look(page, 'a locked door, with nothing written');
  await hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), 'not these words');
  await hands.press(button(page, words.unlock.open));
  await page.getByText(words.unlock.wrong).waitFor();
  await hands.press(page.getByText(words.unlock.otherWay));
  await look(page, 'a locked door, with other ways in');
  await hands.press(button(page, words.unlock.wipe));
  await button(page, words.unlock.wipeDo).waitFor();
  await look(page, 'the question before wiping');
  await hands.press(button(page, words.unlock.wipeDo));
  await heading(page, words.door.title).waitFor();
}
