import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { doors, type DoorName } from '#protocol/api.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import type { Encodable } from '#protocol/cbor.ts';
import { memberOf } from '#protocol/space-state.ts';
import type { Context } from '#server/context.ts';
import type { Visit } from '#server/visit.ts';

interface Entering {
  readonly name: DoorName;
  readonly visit: Visit;
  readonly request: Encodable;
}

/** Whether somebody may come in at a door: the `who` of `api.ts`. A space is not there for whoever is not in it. */
export async function mayEnter(
  { store, places, hostLink }: Context,
  { name, visit, request }: Entering,
): Promise<Result<void, RefusalCode>> {
  const { who } = doors[name];
  if (who === 'anyone') return ok(undefined);
  // The link and nothing else: being a member opens nothing here, and the link opens nothing there.
  if (who === 'host') {
    const token = bytesIn(request, 'token');
    const isTheirs = token !== null && (await hostLink.opensWith(token));
    return isTheirs ? ok(undefined) : refuse('host-link-spent');
  }
  if (visit.session === null) return refuse('signed-out');
  const { person } = visit.session;
  const membership = () => store.read.membership(visit.place, person);
  switch (who) {
    case 'session':
    // Who is invited shows in the commit itself: `spaces/write.ts` looks.
    case 'member-or-invited':
      return ok(undefined);
    case 'member': {
      const place = await places.of(visit.place);
      if (place === null) return refuse('not-a-member');
      if (memberOf(place.state, idFromBytes(person)) !== undefined) return ok(undefined);
      // What was taken before somebody left keeps its answer, so whoever was in may ask; the log says no to the rest.
      const mayAsk = mayAskAfterwards.has(name) && (await membership()) !== null;
      return mayAsk ? ok(undefined) : refuse('not-a-member');
    }
    case 'former':
      return (await membership()) === null ? refuse('not-a-member') : ok(undefined);
    case 'shares-a-space': {
      const other = name === 'chain' ? visit.place : bytesIn(request, 'to');
      if (other === null) return refuse('not-found');
      if (equalBytes(other, person) || (await store.read.shareASpace(person, other))) return ok(undefined);
      // That somebody is gone shows in their chain, to those whom they were with.
      if (name === 'chain' && (await store.read.wasWithClosed(person, other))) return ok(undefined);
      return refuse('not-found');
    }
  }
}

const mayAskAfterwards: ReadonlySet<DoorName> = new Set<DoorName>(['append', 'leave']);

function bytesIn(request: Encodable, name: string): Bytes | null {
  if (typeof request !== 'object' || !Object.hasOwn(request, name)) return null;
  const found: unknown = Reflect.get(request, name);
  return found instanceof Uint8Array ? new Uint8Array(found) : null;
}
