import { equalBytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import type { Context } from '#server/context.ts';
import { readyCommit, settleCommit, writeCommit } from '#server/log/commit.ts';
import type { Answer } from '#server/refusal.ts';
import type { Visit } from '#server/visit.ts';
import { checkAccount, type CheckedAccount } from './account.ts';
import { beginSession } from './signed-in.ts';

const triesMost = 4;

/** A newcomer's account and their own commit into the community: both or neither. */
export async function join(
  context: Context,
  visit: Visit,
  { account, space, commit, boxes }: RequestOf<'join'>,
): Promise<Answer<AnswerOf<'join'>>> {
  const checked = await checkAccount(account);
  if (!checked.ok) return checked;
  const instance = await context.store.read.instance();
  if (instance === null || !equalBytes(instance.community, space)) return refuse('invitation-unknown');

  const { person } = checked.value.person;
  for (let tries = 0; tries < triesMost; tries++) {
    const ready = await readyCommit(context, {
      place: await context.places.of(space),
      author: person,
      request: { commit, boxes },
      newcomer: { person, chain: [account.genesis] },
    });
    if ('sent' in ready) return joinedBefore(context, visit, checked.value);
    if (!ready.ok) return ready;
    const at = toMinutes(context.clock());
    const written = await context.store
      .write(async (writes) => {
        const entry = await writeCommit(writes, ready.value, at);
        if (entry === 'moved') return 'moved';
        if (!(await writes.addPerson(checked.value.person, checked.value.vault))) throw new NameTaken();
        return { entry, signIn: await beginSession(context, writes, person) };
      }, [])
      .catch(nameTaken);
    if (written === 'moved') continue;
    if (written === 'id-taken') return refuse('id-taken');
    settleCommit(context, ready.value, written.entry);
    written.signIn(visit);
    return ok({ person });
  }
  return refuse('commit-refused', 'the community moves too fast');
}

/** The answer was lost on its way and the same is sent again. The commit alone, which all members see, is not enough. */
async function joinedBefore(
  context: Context,
  visit: Visit,
  { person }: CheckedAccount,
): Promise<Answer<AnswerOf<'join'>>> {
  const stored = await context.store.read.person(person.person);
  if (stored === null || !equalBytes(stored.accountHash, person.accountHash))
    return refuse('invitation-used');
  const signIn = await context.store.write((writes) => beginSession(context, writes, person.person), []);
  signIn(visit);
  return ok({ person: person.person });
}

/** Takes back everything that was written with it. */
class NameTaken extends Error {}

function nameTaken(error: unknown): 'id-taken' {
  if (error instanceof NameTaken) return 'id-taken';
  throw error;
}
