import { nextCommit, type Change, type MadeCommit } from '#crypto/commit.ts';
import { newSecret } from '#crypto/epoch.ts';
import { reasonHashOf } from '#crypto/hash.ts';
import { verify } from '#crypto/signature.ts';
import { keyLength, randomBytes } from '#crypto/suite.ts';
import type { CareAsking, CareOutcome } from '#device/device.ts';
import { openQuestion, type OpenQuestion } from '#device/care/questions.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { act } from '#device/outbox/act.ts';
import { keysBrought } from '#device/outbox/keys-brought.ts';
import { boxesFor, handedOn, keepSecret, sendCommit, worthAnotherTry } from '#device/outbox/raise-epoch.ts';
import { send } from '#device/outbox/send.ts';
import { meetMembers, newerLines } from '#device/people.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { agreed } from '#domain/care/agreed.ts';
import { asked } from '#domain/care/asked.ts';
import type { CareAct, CareYes, Reason } from '#domain/care/state.ts';
import { takenBack } from '#domain/care/taken-back.ts';
import { bytesToText, equalBytes, textToBytes } from '#kernel/bytes.ts';
import { idToBytes, type CommitId, type EventId, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import { maySign, type RemovalStatement, type SeatStatement } from '#protocol/care.ts';
import type { Commit } from '#protocol/commit.ts';
import { memberOf, type SpaceState } from '#protocol/space-state.ts';

/** What is signed about somebody, but for the number, which is of the moment. */
interface About {
  readonly act: CareAct;
  readonly person: PersonId;
  readonly since: CommitId;
  readonly reason: Reason | null;
}

/** Signs for something and asks for it. The ask stands in the log for the others, unless it is done at once. */
export async function askCare(home: Home, live: LiveSpace, asking: CareAsking): Promise<Result<CareOutcome>> {
  const ready = await readyToSign(home, live);
  if (!ready.ok) return ready;
  const state = ready.value;
  const { act: wanted, person } = asking;
  const member = memberOf(state, person);
  const since = state.commits[(member?.since ?? 0) - 1];
  if (member === undefined || since === undefined) return refuse('not-a-member');
  const mine = home.me.line.person;
  if (!maySign(state, { act: wanted, person: member.person }, mine)) return refuse('care-not-yours');
  const reason =
    asking.act === 'removal' ? { words: asking.words, salt: bytesToText(randomBytes(keyLength)) } : null;
  const about: About = { act: wanted, person, since, reason };
  const yes = await signFor(home, state, about);
  // The founder's word alone is enough for themselves, and nothing has to wait in the log for anybody.
  const done = await carryOut(home, live, about, [yes]);
  if (done.ok || !isTooFew(done.refusal.code)) return outcomeOf(done);
  const { number, signature } = yes;
  const draft = asked({ act: wanted, person, since, number, signature, ...(reason !== null && { reason }) });
  const written = await act(home, live, draft);
  return written.ok ? ok('waits') : written;
}

/**
 * Signs for what another asked. With enough signatures it is carried out by this device; else mine goes into the log.
 * Where two do that at the same moment each sees the other's afterwards, so it is tried once more then.
 */
export async function agreeToCare(home: Home, live: LiveSpace, id: EventId): Promise<Result<CareOutcome>> {
  const ready = await readyToSign(home, live);
  if (!ready.ok) return ready;
  const found = openQuestion(live.fold.state, live, id);
  if (found === null) return refuse('not-found');
  const { ask, question } = found;
  if (!maySign(ready.value, question, home.me.line.person)) return refuse('care-not-yours');

  const yes = await signFor(home, ready.value, ask);
  const done = await carryOut(home, live, ask, withMine(found, yes));
  if (done.ok || !isTooFew(done.refusal.code)) return outcomeOf(done);
  const written = await act(home, live, agreed({ ask: id, number: yes.number, signature: yes.signature }));
  if (!written.ok) return written;
  await send(home, live);
  await catchUp(home, live);
  const then = openQuestion(live.fold.state, live, id);
  if (then === null) return ok('done');
  const tried = await carryOut(home, live, ask, withMine(then, yes));
  return tried.ok ? ok('done') : ok('waits');
}

export async function takeBackCare(home: Home, live: LiveSpace, ask: EventId): Promise<Result<void>> {
  const done = await act(home, live, takenBack({ ask }));
  return done.ok ? ok(undefined) : done;
}

/** Goes out of the care circle, alone and at once, and stays in the community. */
export async function leaveCareCircle(home: Home, live: LiveSpace): Promise<Result<void>> {
  const ready = await readyToSign(home, live);
  if (!ready.ok) return ready;
  const mine = home.me.line.person;
  const done = await committed(home, live, (state) => {
    const care = state.care.filter((person) => !equalBytes(person, mine));
    return care.length === state.care.length ? null : { care };
  });
  return done.ok ? ok(undefined) : done;
}

/** Reads on, and sees to it that others find my signature right and that I know to whom a new key is sealed. */
async function readyToSign(home: Home, live: LiveSpace): Promise<Result<SpaceState>> {
  const read = await catchUp(home, live);
  if (!read.ok) return refuse(read.refusal.code);
  if (!(await keysBrought(home, live))) return refuse('epoch-due');
  const met = await meetMembers(home, live);
  if (met !== 'known') return refuse(met === 'strange' ? 'person-differs' : 'offline');
  const { state } = live.place;
  return state === null || memberOf(state, home.me.person) === undefined ? refuse('not-a-member') : ok(state);
}

async function signFor({ me }: Home, state: SpaceState, about: About): Promise<CareYes> {
  const { number } = state;
  const signature = await me.signKey.sign(labelOf(about), statementOf(state, about, number));
  return { by: me.person, number, signature: bytesToText(signature) };
}

function labelOf({ act: wanted }: About): 'removal' | 'care' {
  return wanted === 'removal' ? 'removal' : 'care';
}

function statementOf({ space }: SpaceState, { act: wanted, person, since, reason }: About, number: number) {
  const said = { space, person: idToBytes(person), commit: idToBytes(since), number };
  if (wanted !== 'removal') return toCbor({ ...said, seat: wanted } satisfies SeatStatement);
  const salt = textToBytes(reason?.salt ?? '') ?? new Uint8Array();
  return toCbor({ ...said, reason: reasonHashOf(salt, reason?.words ?? '') } satisfies RemovalStatement);
}

function withMine({ yeses }: OpenQuestion, mine: CareYes): readonly CareYes[] {
  return [...yeses.filter(({ by }) => by !== mine.by), mine];
}

/** Does what was asked, where those who signed are enough for it. */
function carryOut(
  home: Home,
  live: LiveSpace,
  about: About,
  yeses: readonly CareYes[],
): Promise<Result<void>> {
  return committed(home, live, async (state) => {
    const cause = await causeOf(state, about, yeses);
    const person = idToBytes(about.person);
    if (about.act === 'in') return { care: [...state.care, person], cause };
    if (about.act === 'out') {
      return { care: state.care.filter((one) => !equalBytes(one, person)), cause };
    }
    const raise = { secret: newSecret(), earlier: handedOn(live) };
    const updates = (await newerLines(home, state)).filter((line) => !equalBytes(line.person, person));
    return { removes: [person], cause, updates, raise };
  });
}

/** Those that are right. A signature that only looks like one would refuse what the others signed. */
async function causeOf(state: SpaceState, about: About, yeses: readonly CareYes[]): Promise<Commit['cause']> {
  const causes = yeses.map(async ({ by, number, signature: text }) => {
    const signature = textToBytes(text);
    const signPk = memberOf(state, by)?.signPk;
    if (signature === null || signPk === undefined) return [];
    const statement = statementOf(state, about, number);
    const isRight = await verify(labelOf(about), signPk, statement, signature);
    return isRight ? [{ signer: idToBytes(by), statement, signature }] : [];
  });
  return (await Promise.all(causes)).flat();
}

/** Puts a commit into the log. What it does is asked anew at each try; null where there is nothing left to do. */
async function committed(
  home: Home,
  live: LiveSpace,
  changeIn: (state: SpaceState) => Change | null | Promise<Change | null>,
): Promise<Result<void>> {
  for (let tries = 0; tries < 5; tries++) {
    const { state } = live.place;
    const change = state && (await changeIn(state));
    if (change === null) return ok(undefined);
    const { line, signKey } = home.me;
    const made = await nextCommit({ place: live.place, author: line.person, signKey, change });
    if (!made.ok) return made;
    const sent = await sendCommit(home, live, made.value, await boxesOf(made.value, change));
    if (sent.ok && change.raise !== undefined) keepSecret(live, made.value.commit, change.raise.secret);
    await catchUp(home, live);
    if (sent.ok) return ok(undefined);
    if (!worthAnotherTry.has(sent.refusal.code)) return refuse(sent.refusal.code);
  }
  return refuse('commit-refused');
}

async function boxesOf(made: MadeCommit, { raise }: Change) {
  return raise === undefined ? [] : boxesFor(made, raise.secret);
}

function isTooFew(code: string): boolean {
  return code === 'care-signed-by-too-few' || code === 'care-no-yes';
}

function outcomeOf(done: Result<void>): Result<CareOutcome> {
  return done.ok ? ok('done') : done;
}
