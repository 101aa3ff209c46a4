import type { Bytes } from '#kernel/bytes.ts';
import type { Context } from '#server/context.ts';
import type { Writes } from '#server/store/store.ts';
import type { Visit } from '#server/visit.ts';

/** Begins a session and remembers the device, inside a write. The cookies go out once that is safe. */
export async function beginSession(
  { sessions }: Pick<Context, 'sessions'>,
  writes: Writes,
  person: Bytes,
): Promise<(visit: Visit) => void> {
  const token = await sessions.begin(writes, person);
  const deviceToken = await sessions.rememberDevice(writes, person);
  return ({ cookies }) => cookies.signIn(token, deviceToken);
}
