import type { Device, SpaceView } from '#device/device.ts';
import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { revisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import type { Wording } from '#domain/consent/state.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { granted, onceInSpace, onceSeen } from './once.ts';
import type { Line, PersonKey, Scene } from './scene.ts';

export type Cast = Readonly<Record<PersonKey, { readonly name: string; readonly device: Device }>>;

/** One knocks, the other opens, and then they say and answer everything, each line read by both before the next. */
export async function playScene(cast: Cast, scene: Scene): Promise<SpaceId> {
  const [asks, accepts] = scene.between;
  const space = await connect(cast, scene);
  const named = new Map<string, string>();
  for (const line of scene.lines) {
    const author = cast[line.by].device;
    const view = await viewOf(author, space);
    const draft = draftOf(line, view, named);
    granted(await author.act(space, draft), `${line.by} in the demo`);
    await onceSeen(author, 'device', ({ unsent }) => (unsent ? null : true));
    const { headSeq } = await viewOf(author, space);
    await Promise.all([asks, accepts].map((key) => reachesPlace(cast[key].device, space, headSeq)));
  }
  return space;
}

async function connect(cast: Cast, { between: [asks, accepts], words }: Scene): Promise<SpaceId> {
  await knock(cast, { from: asks, to: accepts, words });
  const opener = cast[accepts].device;
  const letter = await onceSeen(
    opener,
    'home',
    ({ knocks }) => knocks.find((one) => one.words === words) ?? null,
  );
  const space = granted(await opener.acceptKnock(letter.id), 'accepting');
  await Promise.all([asks, accepts].map((key) => bothPresent(cast[key].device, space)));
  return space;
}

/** Asks somebody to connect, once their name is known here. */
export async function knock(
  cast: Cast,
  { from, to, words }: { readonly from: PersonKey; readonly to: PersonKey; readonly words: string },
): Promise<void> {
  const { device } = cast[from];
  const person = await onceSeen(
    device,
    'community',
    ({ people }) => people.find(({ name }) => name === cast[to].name)?.person ?? null,
  );
  granted(await device.knock({ to: person, words }), 'a knock');
}

/** Both are in it and have said their names, and nothing of that is still under way. */
function bothPresent(device: Device, space: SpaceId): Promise<true> {
  return onceInSpace(device, space, ({ members }) =>
    members.length === 2 && members.every(({ name }) => name !== '') ? true : null,
  );
}

function viewOf(device: Device, space: SpaceId): Promise<SpaceView> {
  return onceInSpace(device, space, (view) => (view.situation === 'open' ? view : null));
}

function reachesPlace(device: Device, space: SpaceId, seq: number): Promise<true> {
  return onceInSpace(device, space, ({ headSeq }) => (headSeq >= seq ? true : null));
}

/** `named` holds the words of every line that has a name of its own. */
function draftOf(line: Line, view: SpaceView, named: Map<string, string>): DraftEvent {
  if ('says' in line) {
    if (line.as !== undefined) named.set(line.as, line.says);
    return said(line.note === undefined ? { text: line.says } : { text: line.says, note: line.note });
  }
  if ('rewords' in line) return reworded(turnOf(view, named.get(line.rewords)), { text: line.to });
  if ('withdraws' in line) return withdrawn(turnOf(view, named.get(line.withdraws)));
  if ('proposes' in line) {
    named.set(line.as, line.proposes);
    return proposed({ text: line.proposes, ...(line.step === undefined ? {} : { step: line.step }) });
  }
  if ('letsGo' in line) return reopened(wordingOf(view, named.get(line.letsGo)));
  if ('keepsInSight' in line) {
    return keptInSight({ clause: wordingOf(view, named.get(line.keepsInSight)).clause });
  }
  if ('answers' in line) return answerOf(line, wordingOf(view, named.get(line.answers)), named);
  const on = new Date(Date.now() + line.suggestsLookingAgainInDays * day);
  return revisitSuggested({ on: on.toISOString().slice(0, 10) });
}

function answerOf(
  line: Extract<Line, { readonly answers: string }>,
  wording: Wording,
  named: Map<string, string>,
): DraftEvent {
  if (line.answer === 'yes') return answered({ ...wording, answer: line.answer });
  if (line.answer !== 'yes-and') {
    return answered({ ...wording, answer: line.answer, because: line.because });
  }
  named.set(line.as, line.and);
  return answered({ ...wording, answer: line.answer, and: line.and });
}

function turnOf({ turns }: SpaceView, text: string | undefined): SaidTurn {
  const turn = turns.find((one): one is SaidTurn => one.state === 'said' && one.text === text);
  if (turn === undefined) throw new Error('the demo comes back to a line that is not there');
  return turn;
}

function wordingOf({ agreement }: SpaceView, text: string | undefined): Wording {
  for (const { clause, history } of agreement.clauses) {
    const found = history.find((one) => one.text === text);
    if (found !== undefined) return { clause, proposal: found.proposal, text: found.text };
  }
  throw new Error('the demo comes back to a clause that is not there');
}
