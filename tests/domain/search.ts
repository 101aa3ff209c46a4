import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import type { Answer, Wording } from '#domain/consent/state.ts';
import { agreementView, type AgreementView } from '#domain/agreement/view.ts';
import type { TextView } from '#domain/consent/view.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import { foldOn, type Fold } from '#domain/space/fold.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { minute } from '#kernel/time.ts';
import { ana, bo, cai, idOf } from '#tests/domain/cast.ts';
import { foldOf } from '#tests/domain/story.ts';

/** One log that people can write, with what the fold makes of it. */
export interface Node {
  readonly log: readonly LogEntry[];
  readonly fold: Fold;
  readonly view: AgreementView;
}

export interface Bounds {
  readonly steps: number;
  readonly clauses: number;
  readonly textsPerClause: number;
}

export interface Visited {
  /** How many different situations stand at each number of steps; those that differ only in who is who count once. */
  readonly situations: readonly number[];
  /** How many logs were folded and looked at. */
  readonly logs: number;
}

const everybody = [ana, bo, cai] as const;

/**
 * Everything that three people can do with their agreement in so many steps: each log is made, folded by the real
 * fold, and shown to `look`. From situations that are alike only one is gone on from.
 */
export function searchAll(bounds: Bounds, look: (node: Node) => void): Visited {
  const start = foldOf('circle', [
    { type: 'membership', seq: 1, at: minute, members: everybody, joined: everybody, left: [] },
  ]);
  let nodes: readonly Node[] = [
    { log: valuesOf(start.ledger.entries), fold: start, view: agreementView(start.state) },
  ];
  const situations = [1];
  let logs = 0;
  for (let step = 1; step <= bounds.steps; step++) {
    const next = new Map<string, Node>();
    for (const node of nodes) {
      for (const entry of whatCanHappen(node, bounds)) {
        const further = goOn(node, entry);
        logs += 1;
        look(further);
        if (step === bounds.steps) continue;
        const key = keyOf(further.fold);
        if (!next.has(key)) next.set(key, further);
      }
    }
    nodes = [...next.values()];
    if (step < bounds.steps) situations.push(nodes.length);
  }
  return { situations, logs };
}

function goOn(node: Node, entry: LogEntry): Node {
  const fold = foldOn(node.fold, [entry]);
  return { log: [...node.log, entry], fold, view: agreementView(fold.state) };
}

function* whatCanHappen(node: Node, bounds: Bounds): Generator<LogEntry> {
  const { members } = node.fold.state;
  for (const person of everybody) {
    yield* members.includes(person) ? whatAMemberCanDo(node, person, bounds) : [joins(node, person)];
    for (const { proposal, by } of textsOf(node)) if (by === person) yield drops(node, person, proposal);
  }
}

function* whatAMemberCanDo(node: Node, by: PersonId, bounds: Bounds): Generator<LogEntry> {
  const { clauses } = node.view;
  yield leaves(node, by);
  if (clauses.length < bounds.clauses) yield does(node, by, proposed({ text: `clause ${node.log.length}` }));
  for (const { clause, history } of clauses) {
    const text = `text ${node.log.length}`;
    const mayBeOneMore = history.length < bounds.textsPerClause;
    if (mayBeOneMore) yield does(node, by, proposed({ clause, text }));
    for (const old of history) {
      const wording: Wording = { clause, proposal: old.proposal, text: old.text };
      if (mayBeOneMore) yield does(node, by, answered({ ...wording, answer: 'yes-and', and: text }));
      yield does(node, by, answered({ ...wording, answer: 'yes' }));
      yield does(node, by, answered({ ...wording, answer: 'worried', because: 'of winter' }));
      yield does(node, by, answered({ ...wording, answer: 'not-yet' }));
      yield does(node, by, answered({ ...wording, answer: 'stands-aside' }));
      yield does(node, by, reopened(wording));
    }
  }
}

function textsOf({ view }: Node): readonly TextView[] {
  return view.clauses.flatMap(({ history }) => history);
}

function placeAfter({ log }: Node): { readonly seq: number; readonly at: number } {
  return { seq: log.length + 1, at: (log.length + 1) * minute };
}

function does(node: Node, author: PersonId, { kind, content }: DraftEvent): LogEntry {
  const place = placeAfter(node);
  const eventId = idOf<'event'>(`event-${place.seq}`);
  const body = { state: 'opened', kind, at: place.at, once: eventId, must: false, content } as const;
  return { type: 'event', ...place, eventId, author, drops: [], body };
}

function drops(node: Node, author: PersonId, drop: EventId): LogEntry {
  return { type: 'drop', ...placeAfter(node), author, drops: [drop] };
}

function joins(node: Node, person: PersonId): LogEntry {
  const members = [...node.fold.state.members, person];
  return { type: 'membership', ...placeAfter(node), members, joined: [person], left: [] };
}

function leaves(node: Node, person: PersonId): LogEntry {
  const members = node.fold.state.members.filter((member) => member !== person);
  return { type: 'membership', ...placeAfter(node), members, joined: [], left: [person] };
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/**
 * What matters for everything that can still happen: who is here, and for each text in its order which clause it is
 * of, who could let it go, and what each one last said to it since they came. The least of its six spellings, one for
 * each way to name three people.
 */
function keyOf({ state }: Fold): string {
  const cameAt = new Map<PersonId, number>();
  for (const { place, joined } of state.presence) for (const person of joined) cameAt.set(person, place);
  const here = everybody.map((person) => (state.members.includes(person) ? '+' : '-'));
  const answers = valuesOf(state.agreement.answers);
  const clauses = [...new Set(answers.map(({ clause }) => clause))];
  const texts = new Map<EventId, { clause: number; place: number; words: string[] }>();
  for (const answer of answers) {
    const { proposal, clause, proposedPlace: place, by } = answer;
    const text = texts.get(proposal) ?? { clause: clauses.indexOf(clause), place, words: ['', '', ''] };
    texts.set(proposal, text);
    const known = answer.place > (cameAt.get(by) ?? 0) ? letterOf(answer) : 'o';
    text.words[everybody.indexOf(by as (typeof everybody)[number])] = known;
  }
  const inOrder = [...texts].sort(([, one], [, other]) => one.place - other.place);
  const spellings = orders.map((order) => {
    const spelled = inOrder.map(([proposal, { clause, words }]) => {
      const by = everybody.indexOf(state.agreement.proposals.get(proposal)?.by as (typeof everybody)[number]);
      return `${clause}${order.indexOf(by as 0 | 1 | 2)}${order.map((person) => words[person]).join()}`;
    });
    return `${order.map((person) => here[person]).join('')} ${spelled.join(' ')}`;
  });
  return spellings.sort()[0]!;
}

/**
 * Three ways to say no are one here, and two to say yes: each of them is tried at every step, but what follows is gone
 * through once. A proposal’s own yes goes when the proposal is let go, so it is told apart from one that was said.
 */
function letterOf({ answer, place, proposedPlace }: Answer): string {
  if (place === proposedPlace) return 'p';
  if (answer === 'yes' || answer === 'yes-and') return 'y';
  return answer === 'stands-aside' ? 'a' : 'n';
}
