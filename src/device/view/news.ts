import { isApart } from '#device/apart.ts';
import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { closingOf, spokenText } from '#device/view/closing.ts';
import { nameIn, otherOf, stateOf } from '#device/view/names.ts';
import type { SpaceSummary } from '#device/device.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';

type News = NonNullable<SpaceSummary['news']>;

/** Up to which place I have seen a space, on whichever of my devices. */
export function seenUpTo(home: Home, live: LiveSpace): number {
  const seen = home.preferences.get(`seen ${live.id}`);
  return typeof seen === 'number' ? seen : 0;
}

export function mutedPreference(space: SpaceId): string {
  return `muted ${space}`;
}

export function isMuted(home: Home, live: LiveSpace): boolean {
  return home.preferences.get(mutedPreference(live.id)) === true;
}

/** A space with nobody in it but somebody I have chosen not to meet. */
export function isPairApart(home: Home, live: LiveSpace): boolean {
  const other = live.kind === 'pair' ? otherOf(home, live) : null;
  return other !== null && isApart(home, other);
}

/** The newest thing that somebody else did since I was here; null where there is none, or I asked not to hear of it. */
export function newsOf(home: Home, live: LiveSpace): SpaceSummary['news'] {
  if (isMuted(home, live) || isPairApart(home, live)) return null;
  // Who goes from a space that all of us ended is no news.
  if (live.fold.state.ended !== null) return null;
  const { entries } = live.fold.ledger;
  for (let seq = entries.size; seq > seenUpTo(home, live); seq--) {
    const entry = entries.at(seq - 1);
    const found = entry && whatIn(home, live, entry);
    if (!found) continue;
    const by = isApart(home, found.by) ? null : nameIn(home, stateOf(home, live), found.by);
    return { what: found.what, by, place: seq };
  }
  return null;
}

/** What is closed for me brings no news; that somebody I have chosen not to meet came or went does, without a name. */
/** Words for the others that are no turn. */
const wrote: ReadonlySet<string> = new Set([
  'ending.offered',
  'worksheet.asked',
  'worksheet.offered',
  'worksheet.proposed',
]);

function whatIn(home: Home, live: LiveSpace, entry: LogEntry): { what: News['what']; by: PersonId } | null {
  const me = home.me.person;
  if (entry.type === 'drop') return null;
  if (entry.type === 'membership') {
    const joined = entry.joined.find((person) => person !== me);
    const left = entry.left.find((person) => person !== me);
    // Whoever opened a space was there before it began; that is no news.
    if (joined !== undefined && entry.seq > 1) return { what: 'joined', by: joined };
    if (left === undefined) return null;
    const isRemoved = entry.removed?.some(({ person }) => person === left) ?? false;
    return { what: isRemoved ? 'removed' : 'left', by: left };
  }
  if (entry.author === me || entry.body.state !== 'opened') return null;
  if (isLetGo(live.fold.ledger, entry.eventId)) return null;
  if (closingOf(home, entry.author, spokenText(entry.body.content)) !== null) return null;
  const [noun] = entry.body.kind.split('.');
  if (entry.body.kind === 'retention.chosen') return { what: 'retention', by: entry.author };
  if (entry.body.kind === 'ending.begun') return { what: 'ending', by: entry.author };
  if (noun === 'conversation' || wrote.has(entry.body.kind)) return { what: 'wrote', by: entry.author };
  return noun === 'agreement' ? { what: 'agreement', by: entry.author } : null;
}
