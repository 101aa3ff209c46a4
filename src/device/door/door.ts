import { firstCommit } from '#crypto/commit.ts';
import { newSecret } from '#crypto/epoch.ts';
import { kitFromWords, newKit } from '#crypto/kit.ts';
import { drawWords } from '#crypto/words.ts';
import { registered } from '#device/account/change-way.ts';
import { openByPassphrase } from '#device/account/handed.ts';
import { keepYes, tidyCard, yesTo } from '#device/account/card.ts';
import type { Device, NewPerson } from '#device/device.ts';
import { comeHome } from '#device/door/come-home.ts';
import { lookThrough } from '#device/door/look.ts';
import { makeAccount, type NewAccount } from '#device/door/new-account.ts';
import { openSession } from '#device/door/session.ts';
import { makeSeat } from '#device/door/take-seat.ts';
import type { Engine } from '#device/engine.ts';
import { keepLooked, keepOpened } from '#device/space/keep.ts';
import { meFrom } from '#device/open-home.ts';
import { act } from '#device/outbox/act.ts';
import { boxesFor, worthAnotherTry } from '#device/outbox/raise-epoch.ts';
import { nameOf } from '#domain/member/state.ts';
import { named } from '#domain/member/named.ts';
import { spaceNamedAs } from '#domain/space/named.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { minute } from '#kernel/time.ts';
import type { HostCard } from '#protocol/instance.ts';

type DoorPart = 'drawAccount' | 'isFoundingOpen' | 'found' | 'readInvitation' | 'join' | 'signIn';

/** Coming in: founding, joining, signing in. Loaded only when somebody stands outside. */
export function createDoor(engine: Engine): Pick<Device, DoorPart> {
  const { transport } = engine;
  return {
    async drawAccount() {
      const kit = await newKit();
      return {
        signinName: drawWords(3).join(' '),
        passphrase: drawWords(6).join(' '),
        kit: kit.words,
      };
    },

    async isFoundingOpen(text) {
      const token = textToBytes(text);
      if (token?.length !== 32) return ok(false);
      const answer = await transport.call('founding', { token });
      return answer.ok ? ok(answer.value.open) : refuse(answer.refusal.code);
    },

    async found(founding) {
      const token = textToBytes(founding.token);
      if (token?.length !== 32) return refuse('founding-spent');
      const made = await newAccountFor(engine, founding);
      if (!made.ok) return made;
      const { account, record } = made.value;
      const me = await meFrom(record);
      const secret = newSecret();
      const opened = await firstCommit({
        kind: 'community',
        author: me.line,
        signKey: me.signKey,
        secret,
        care: [me.line.person],
      });
      if (!opened.ok) return opened;
      const boxes = await boxesFor(opened.value, secret);
      const card = tidyCard(founding.card);
      const answer = await transport.call('found', {
        token,
        account,
        card,
        commit: opened.value.signed,
        boxes,
      });
      // The answer may have been lost on its way, and the place be founded.
      if (!answer.ok && !(await openSession(transport, me)).ok) return refuse(answer.refusal.code);

      const home = await engine.moveIn(record, founding.passphrase);
      await keepYes(home, card);
      const live = await keepOpened(home, opened.value, secret);
      await act(home, live, spaceNamedAs({ name: founding.communityName }));
      await act(home, live, named({ name: founding.name }));
      return ok(undefined);
    },

    async readInvitation(fragment) {
      const look = await lookThrough(transport, fragment, 'community');
      if (!look.ok) return look;
      const { live, open } = look.value;
      const { state } = live.fold;
      return ok({
        communityName: state.space.name ?? '',
        inviterName: nameOf(state.member, idFromBytes(open.opener)) ?? '',
        until: open.until * minute,
      });
    },

    async join(joining) {
      const made = await newAccountFor(engine, joining);
      if (!made.ok) return made;
      const { account, record } = made.value;
      const me = await meFrom(record);
      for (let tries = 0; tries < 5; tries++) {
        const look = await lookThrough(transport, joining.fragment, 'community');
        if (!look.ok) return look;
        const seat = await makeSeat(look.value, me);
        if (!seat.ok) return seat;
        const { space } = look.value.fragment;
        const request = { account, space, commit: seat.value.made.signed, boxes: seat.value.boxes };
        const answer = await transport.call('join', request);
        if (!answer.ok && worthAnotherTry.has(answer.refusal.code)) continue;
        if (!answer.ok && !(await openSession(transport, me)).ok) return refuse(answer.refusal.code);

        const home = await engine.moveIn(record, joining.passphrase);
        await keepYes(home, joining.card);
        const live = await keepLooked(home, look.value);
        await act(home, live, named({ name: joining.name }));
        return ok(undefined);
      }
      return refuse('commit-refused');
    },

    async signIn({ signinName, passphrase }) {
      const opened = await openByPassphrase(transport, { signinName, passphrase });
      return opened.ok ? comeHome(engine, opened.value, { signinName, passphrase }) : opened;
    },
  };
}

async function newAccountFor(
  { transport, clock }: Engine,
  { draft, name, passphrase, card }: NewPerson & { readonly card: HostCard },
): Promise<Result<NewAccount>> {
  const kit = await kitFromWords(draft.kit);
  if (!kit.ok) return kit;
  const { signinName } = draft;
  const made = await registered(transport, { signinName, passphrase });
  if (!made.ok) return made;
  const { origin } = transport;
  return ok(
    await makeAccount({
      origin,
      name: name.trim(),
      signinName,
      kit: kit.value,
      passphrase: made.value,
      saidYes: yesTo(tidyCard(card), clock()),
    }),
  );
}
