import type { SpaceView } from '#device/device.ts';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import type { TextView } from '#domain/consent/view.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { EventId } from '#kernel/ids.ts';
import { day, hour, minute, second } from '#kernel/time.ts';
import { card } from '#tests/cast.ts';
import { newDevice, nothingDrawn, ownerOf } from '#tests/simulator/base.ts';
import { pickFrom } from '#tests/simulator/chance.ts';
import { outsideKeyDeeds, keyDeeds } from '#tests/simulator/key-acts.ts';
import { circleDeeds } from '#tests/simulator/circle-acts.ts';
import { firstOf, newWords, takesBack, typedAs, type Diary } from '#tests/simulator/diary.ts';
import { momentDeeds } from '#tests/simulator/moment-acts.ts';
import { pictureDeeds } from '#tests/simulator/picture-acts.ts';
import { inTalk, note, type, type At, type Scene } from '#tests/simulator/scene.ts';
import type { Deed, Step } from '#tests/simulator/story.ts';
import { viewOf, type Town } from '#tests/simulator/town.ts';

/** Begins what a step says, as far as there is something to do it to. Nobody waits for what comes of it. */
export function begin(town: Town, diary: Diary, { what, who, pick }: Step): void {
  const phone = pickFrom(town.phones, who);
  if (phone === undefined) return;
  const scene = { town, diary, phone, pick };
  town.trace.push(`${phone.name}: ${what}`);
  const outside = outsideDeeds[what];
  if (outside !== undefined) return outside(scene);
  const device = phone.running?.device;
  if (device !== undefined) deviceDeeds[what]?.({ ...scene, device });
}

const outsideDeeds: { readonly [What in Deed]?: (scene: Scene) => void } = {
  crash: ({ town, phone }) => town.crash(phone),
  'crash in a write': ({ phone, pick }) => phone.running?.plug.pullAfter(pick % 8),
  start: ({ town, phone }) => town.start(phone),
  'lose the line': ({ town, phone }) => town.network.cut(phone.name),
  'find the line'({ town, phone }) {
    town.network.mend(phone.name);
    phone.running?.device.poke();
  },
  'set the clock'({ town, phone, pick }) {
    // Now and then it is the server's, which nobody sets by years without noticing.
    if (pick % 5 === 0)
      town.serverSkewMs = pickFrom([0, 3 * minute, -2 * hour, 40 * day, -40 * day], pick >> 3) ?? 0;
    else phone.skewMs = pickFrom([0, -5 * minute, 2 * hour, -3 * day, 400 * day, -4000 * day], pick) ?? 0;
  },
  'the server crashes': ({ town, pick }) => pickFrom(town.rooms, pick)?.crash(),
  'the server crashes in a write': ({ town, pick }) => pickFrom(town.rooms, pick)?.crashAfter(pick % 25),
  'the server starts': ({ town, pick }) => void pickFrom(town.rooms, pick)?.start(),
  'a server hears nothing': ({ town, pick }) =>
    town.switchboard.deafen(pickFrom(town.rooms, pick)?.name ?? ''),
  'a server hears again': ({ town, pick }) =>
    town.switchboard.hearAgain(pickFrom(town.rooms, pick)?.name ?? ''),
  'a while': ({ town, pick }) => town.platform.sleep((pick % 90) * second),
  'some days': ({ town }) => town.platform.sleep(3 * day),
  'a night'({ town, phone }) {
    // Everything is switched off but one device, which has been asleep itself.
    for (const other of town.phones) if (other !== phone) town.crash(other);
    town.platform.sleep(day + hour);
    town.network.tear();
  },
  ...outsideKeyDeeds,
  'come in': comeIn,
  'sign in elsewhere'({ town, phone }) {
    const { id, draft } = ownerOf(town, phone.owner);
    if (id === null || town.phones.length >= mostPhones) return;
    const { signinName, passphrase } = draft;
    void newDevice(town, phone.owner).signIn({ signinName, passphrase });
  },
};

/** Coming in costs a fifth of a second for the passphrase alone. */
const mostPhones = 5;

function comeIn({ town, diary, pick }: Scene): void {
  const link = pickFrom(diary.links, pick);
  if (link === undefined || town.phones.length >= mostPhones) return;
  diary.links.splice(diary.links.indexOf(link), 1);
  const newcomer = { name: 'Dee', draft: nothingDrawn, id: null };
  const device = newDevice(town, town.people.push(newcomer) - 1);
  const fragment = link.split('#')[1] ?? '';
  const come = async (): Promise<void> => {
    const draft = await device.drawAccount();
    town.people[town.people.indexOf(newcomer)]!.draft = draft;
    await device.join({ draft, name: newcomer.name, passphrase: draft.passphrase, fragment, card });
  };
  void come();
}

const deviceDeeds: { readonly [What in Deed]?: (at: At) => void } = {
  say: (at) => inTalk(at, ({ space }) => type(at, space, (text) => said({ text }))),
  'say again'({ diary, device, phone, pick }) {
    // A page that heard nothing asks again: it may have been done.
    const mine = diary.typed.filter((one) => one.phone === phone && one.draft.kind === 'conversation.said');
    const again = pickFrom(mine.slice(-4), pick);
    if (again === undefined) return;
    again.askedAgain = true;
    void note(again, device.actOnce(again.space, again.draft, again.once));
  },
  reword: (at) =>
    inTalk(at, (view) => {
      const turn = ownTurn(at, view);
      if (turn === undefined) return;
      const before = typedAs(at.diary, turn.text);
      if (before !== undefined && turn.rewording !== null) before.mayBeGone = true;
      type(at, view.space, (text) => reworded(turn, { text }), firstOf(before));
    }),
  withdraw: (at) =>
    inTalk(at, (view) => {
      const turn = ownTurn(at, view);
      if (turn === undefined) return;
      takesBack(at.diary, turn.text);
      void at.device.act(view.space, withdrawn(turn));
    }),
  meddle: (at) =>
    inTalk(at, (view) => {
      // Our pages never do this; a changed one could try to take somebody else's words away.
      const turn = pickFrom(
        view.turns.filter(({ author, state }) => author !== view.me && state === 'said'),
        at.pick,
      );
      if (turn !== undefined) type(at, view.space, (text) => ({ ...said({ text }), drops: [turn.id] }));
    }),
  propose: (at) =>
    inTalk(at, ({ space, agreement }) => {
      const clause = at.pick % 3 === 0 ? pickFrom(agreement.clauses, at.pick)?.clause : undefined;
      type(at, space, (text) => proposed({ text, ...(clause !== undefined && { clause }) }));
    }),
  answer: (at) =>
    inTalk(at, (view) => {
      const wording = wordingIn(at, view);
      if (wording === undefined) return;
      const answers = ['yes', 'yes', 'yes', 'not-yet', 'stands-aside'] as const;
      const answer = pickFrom(answers, at.pick) ?? 'yes';
      type(at, view.space, (because) => answered({ ...wording, answer, because }));
    }),
  reopen: (at) =>
    inTalk(at, (view) => {
      const wording = wordingIn(at, view);
      if (wording !== undefined) void at.device.act(view.space, reopened(wording));
    }),
  rename: ({ device, diary }) => void device.rename(newWords(diary)),
  introduce: ({ device, diary }) => void device.introduce(newWords(diary)),
  knock({ device, pick }) {
    const others = viewOf(device, 'community').people.filter(({ isMe }) => !isMe);
    const to = pickFrom(others, pick)?.person;
    if (to !== undefined) void device.knock({ to, words: 'Shall we?' });
  },
  accept({ device, pick }) {
    const knock = pickFrom(viewOf(device, 'home').knocks, pick);
    if (knock !== undefined) void device.acceptKnock(knock.id);
  },
  leave: (at) => inTalk(at, ({ space }) => void at.device.leave(space)),
  'leave the community'({ device, phone }) {
    const { space } = viewOf(device, 'community');
    // Not all of them: somebody stays at home.
    if (space !== null && phone.owner > 1) void device.leave(space);
  },
  invite: ({ device, diary }) =>
    void device.invite().then((made) => void (made.ok && diary.links.push(made.value.link))),
  'close an invitation'({ device, pick }) {
    const invitation = pickFrom(viewOf(device, 'community').invitations, pick);
    if (invitation !== undefined) void device.closeInvitation(invitation.id);
  },
  retry: (at) =>
    inTalk(at, ({ space, failed }) => {
      const id = pickFrom(Object.keys(failed), at.pick);
      // The keys of `failed` are the ids of what failed.
      if (id !== undefined) void at.device.retry(space, id as EventId);
    }),
  discard: (at) =>
    inTalk(at, (view) => {
      const waiting = view.turns.filter((turn): turn is SaidTurn => turn.state === 'said' && turn.pending);
      const turn = pickFrom(waiting, at.pick);
      const typed = turn && typedAs(at.diary, turn.text);
      if (turn === undefined || typed === undefined) return;
      typed.mayBeGone = true;
      at.diary.discarded = true;
      void at.device.discard(view.space, turn.rewording ?? turn.id);
    }),
  ...circleDeeds,
  ...keyDeeds,
  ...momentDeeds,
  ...pictureDeeds,
  lock: ({ device }) => void device.lock(),
  unlock: ({ town, device, phone }) => void device.unlock(ownerOf(town, phone.owner).draft.passphrase),
  look: (at) => inTalk(at, ({ space }) => void at.device.watchSpace(space, () => {})),
};

function ownTurn({ pick }: At, { turns, me }: SpaceView): SaidTurn | undefined {
  const own = turns.filter((turn): turn is SaidTurn => turn.state === 'said' && turn.author === me);
  return own.at(-1 - (pick % (own.length || 1)));
}

type Wording = Pick<TextView, 'proposal' | 'text'> & { readonly clause: EventId };

function wordingIn({ pick }: At, { agreement }: SpaceView): Wording | undefined {
  const all = agreement.clauses.flatMap(({ clause, history }) =>
    history.map(({ proposal, text }) => ({ clause, proposal, text })),
  );
  return all.at(-1 - (pick % (all.length || 1)));
}
