import type { SpaceView } from '#device/device.ts';
import type { TextSituation } from '#domain/consent/situation.ts';
import type { ClauseView, MemberAnswer, TextView } from '#domain/consent/view.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';
import type { WaitsFor } from '#routes/lib/waits-for.ts';
import type { Answer, ArcState } from '#ui/seat.ts';
import type { Words } from '#words/words.ts';

/** All that a sentence about an agreement is made of. */
export interface Telling {
  readonly words: Words<'agreement'>;
  readonly view: Pick<SpaceView, 'kind' | 'names' | 'members'>;
  readonly now: Millis;
  readonly waitsFor: WaitsFor;
}

/** How a text stands, in one sentence. It names everybody alike, whoever reads it. */
export function stateSentence(telling: Telling, text: TextView): string {
  const { state } = telling.words.agreement;
  const who = (...answers: readonly MemberAnswer['answer'][]) => namesOf(telling, whoSaid(text, ...answers));
  const several = (...answers: readonly MemberAnswer['answer'][]) => whoSaid(text, ...answers).length > 1;
  const sentences: Readonly<Record<TextSituation, () => string>> = {
    ours: () => {
      if (whoSaid(text, 'stands-aside').length === 0) return state.ours;
      return several('stands-aside')
        ? state.asideMany(who('stands-aside'))
        : state.aside(who('stands-aside'));
    },
    replaced: () => state.replaced,
    unsure: () => state.unfolded,
    pending: () => state.pending[telling.waitsFor],
    lapsed: () => {
      const gone = whoSaid(text, 'let-go', 'not-yet', 'worried');
      return gone.length === 0
        ? state.waiting(namesOf(telling, text.waitsFor))
        : state.letGo(namesOf(telling, gone));
    },
    worried: () => (several('worried') ? state.worriedMany(who('worried')) : state.worried(who('worried'))),
    'not-yet': () => state.notYet(who('not-yet')),
    'let-go': () => state.takenBack(who('let-go')),
    waiting: () => state.waiting(namesOf(telling, text.waitsFor)),
    'too-few-yes': () => state.tooFew,
  };
  return sentences[text.situation]();
}

export interface ShownText {
  readonly text: TextView;
  readonly sentence: string;
  /** The newer text beneath one that holds. */
  readonly lesser: boolean;
}

/** The text that holds and, if somebody brought in a newer one, that one beneath it. */
export function shownTexts(telling: Telling, clause: ClauseView): readonly ShownText[] {
  const { state } = telling.words.agreement;
  const { newest, inForce, situation } = clause;
  if (situation === 'unsure') return [{ text: newest, sentence: state.unfolded, lesser: false }];
  if (inForce === null || inForce.proposal === newest.proposal)
    return [{ text: newest, sentence: stateSentence(telling, newest), lesser: false }];
  const newer =
    newest.situation === 'lapsed' ? state.newerLapsed : state.newer(stateSentence(telling, newest));
  return [
    { text: inForce, sentence: state.oursOlder(dayOf(telling, inForce.at)), lesser: false },
    { text: newest, sentence: newer, lesser: newest.situation === 'lapsed' },
  ];
}

/** What each of two says to a text, in seat order; null where they are not two. */
export function answersOfTwo(telling: Telling, text: TextView): readonly [Answer, Answer] | null {
  if (telling.view.kind !== 'pair') return null;
  const [start, end] = telling.view.members.map(({ person }) =>
    text.answers.find(({ member }) => member === person),
  );
  return start && end ? [answerLine(telling, text, start), answerLine(telling, text, end)] : null;
}

/** Who says what in a circle: one sentence for each answer, names in seat order. */
export function circleLines(telling: Telling, text: TextView): readonly string[] {
  const { circle } = telling.words.agreement;
  const some = (people: readonly PersonId[], line: (names: string) => string) =>
    people.length === 0 ? [] : [line(namesOf(telling, people))];
  return [
    ...some(whoSaid(text, 'yes', 'yes-and'), circle.yes),
    ...some(whoSaid(text, 'stands-aside'), circle.aside),
    ...some(whoSaid(text, 'not-yet'), circle.notYet),
    ...text.answers
      .filter(({ answer }) => answer === 'worried')
      .map(({ member, because }) => circle.worried(namesOf(telling, [member]), because ?? '')),
    ...some(whoSaid(text, 'let-go'), circle.letGo),
    ...some(text.waitsFor, circle.waiting),
  ];
}

export function circleArc({ situation }: TextView): ArcState {
  if (situation === 'ours' || situation === 'replaced') return 'whole';
  if (situation === 'worried') return 'wavering';
  return situation === 'lapsed' || situation === 'let-go' ? 'open' : 'dotted';
}

/** Who would keep this clause in sight while talking, if anybody would. */
export function inSightSentence(
  telling: Telling & { readonly view: Pick<SpaceView, 'agreement' | 'me'> },
  { clause }: ClauseView,
): string | null {
  const { agreement: words } = telling.words;
  const { agreement, me } = telling.view;
  if (agreement.inSight === clause) return words.inSightOurs;
  const wanting = agreement.choices.filter((choice) => choice.clause === clause).map(({ member }) => member);
  if (wanting.includes(me)) return words.inSightMine;
  return wanting.length === 0 ? null : words.inSightOther(namesOf(telling, wanting));
}

export function namesOf({ words, view }: Telling, people: readonly PersonId[]): string {
  const seated = view.members.map(({ person }) => person).filter((person) => people.includes(person));
  return words.formats.list(seated.map((person) => view.names[person] ?? ''));
}

export function dayOf({ words, now }: Pick<Telling, 'words' | 'now'>, at: Millis): string {
  return words.formats.nearDay(at, now);
}

function whoSaid({ answers }: TextView, ...wanted: readonly MemberAnswer['answer'][]): readonly PersonId[] {
  return answers.filter(({ answer }) => wanted.includes(answer)).map(({ member }) => member);
}

const arcs: Readonly<Record<MemberAnswer['answer'], ArcState>> = {
  yes: 'whole',
  'yes-and': 'whole',
  worried: 'wavering',
  'not-yet': 'dotted',
  'stands-aside': 'half',
  'let-go': 'open',
  none: 'dotted',
};

function answerLine(telling: Telling, text: TextView, said: MemberAnswer): Answer {
  const { agreement } = telling.words;
  const day = said.at === null ? '' : dayOf(telling, said.at);
  const isOpen = text.situation === 'waiting' || text.situation === 'pending';
  const lines: Readonly<Record<MemberAnswer['answer'], string>> = {
    yes: said.member === text.by && isOpen ? agreement.answer.offers(day) : agreement.answer.yes(day),
    'yes-and': agreement.answer.offersAnd(day),
    worried: agreement.answer.worried(day),
    'not-yet': agreement.answer.notYet(day),
    'stands-aside': agreement.answer.aside(day),
    'let-go': agreement.answer.letGo(day),
    none: agreement.answer.none,
  };
  const answer = {
    name: telling.view.names[said.member] ?? '',
    line: lines[said.answer],
    arc: said.pending ? ('dotted' as const) : arcs[said.answer],
  };
  return said.because === null ? answer : { ...answer, words: agreement.quoted(said.because) };
}
