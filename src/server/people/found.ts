import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Context } from '#server/context.ts';
import { readyCommit, settleCommit, writeCommit } from '#server/log/commit.ts';
import type { Answer } from '#server/refusal.ts';
import type { Visit } from '#server/visit.ts';
import { checkAccount } from './account.ts';
import { beginSession } from './signed-in.ts';

/** The first person, the community and the host card: all of it or nothing, and only once. */
export async function found(
  context: Context,
  visit: Visit,
  { token, account, card, commit, boxes }: RequestOf<'found'>,
): Promise<Answer<AnswerOf<'found'>>> {
  const { founding, store, clock } = context;
  if (!(await founding.opensWith(token))) return refuse('founding-spent');
  const checked = await checkAccount(account);
  if (!checked.ok) return checked;
  const { person, vault } = checked.value;
  const ready = await readyCommit(context, {
    place: null,
    author: person.person,
    request: { commit, boxes },
    newcomer: { person: person.person, chain: [account.genesis] },
  });
  if ('sent' in ready) return refuse('founding-spent');
  if (!ready.ok) return ready;
  if (ready.value.state.kind !== 'community') return refuse('commit-refused', 'kind');

  const at = toMinutes(clock());
  const written = await store.write(async (writes) => {
    if ((await writes.instance()) !== null) return null;
    await writes.addPerson(person, vault);
    const entry = await writeCommit(writes, ready.value, at);
    if (entry === 'moved') throw new Error('a space before the first');
    const community = ready.value.commit.space;
    await writes.putInstance({ community, card: toCbor(card), cardWrittenAt: at });
    return { entry, signIn: await beginSession(context, writes, person.person) };
  });
  if (written === null) return refuse('founding-spent');

  settleCommit(context, ready.value, written.entry);
  written.signIn(visit);
  return ok({ person: person.person });
}

/** Whether a founding link still opens something. */
export async function isFoundingOpen(
  { founding }: Context,
  _visit: Visit,
  { token }: RequestOf<'founding'>,
): Promise<Answer<AnswerOf<'founding'>>> {
  return ok({ open: await founding.opensWith(token) });
}
