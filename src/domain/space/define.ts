import * as v from 'valibot';
import { isId, type BlobId, type EventId, type Id, type PersonId } from '#kernel/ids.ts';
import { isCalendarDay } from '#kernel/calendar-day.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Shelf, ShelfDraft } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

export type SpaceKind = 'solo' | 'pair' | 'circle' | 'community' | 'cohort';

/** What a device writes: the plain happening, before it is sealed and before the log has given it a place. */
export interface DraftEvent<Kind extends string = string, Content = unknown> {
  readonly kind: Kind;
  readonly content: Content;
  /** Earlier events of the same author that this one lets go. */
  readonly drops?: readonly EventId[];
  /** What it shows, which lies beside the log for as long as the event is in it. */
  readonly blobs?: readonly { readonly id: BlobId; readonly hash: Id<string> }[];
  /** A release that does not know this kind folds no further. */
  readonly must?: boolean;
  /** It waits on this device until those who asked for these moments are back. This never leaves the device. */
  readonly heldFor?: readonly EventId[];
}

/** Who came and who left at one place of the log. */
export interface PresenceChange {
  readonly place: number;
  readonly at: Millis;
  readonly joined: readonly PersonId[];
  readonly left: readonly PersonId[];
  /** Those of `left` who did not leave by themselves. */
  readonly removed?: readonly Removal[];
  /** Whose seat in the care circle ended. They stay in the place. */
  readonly unseated?: readonly Unseated[];
}

/** Whose seat in the care circle ended, and by whose word; by nobody's else where they left it themselves. */
export interface Unseated {
  readonly person: PersonId;
  readonly by: readonly PersonId[];
}

/** By whose word somebody was removed, and the hash of the reason that all of them signed. */
export interface Removal {
  readonly person: PersonId;
  readonly by: readonly PersonId[];
  readonly reason: string;
}

/** The outside of an event, which stays in the log when its words are let go. */
export interface Header {
  readonly eventId: EventId;
  readonly author: PersonId;
  readonly at: Millis;
  readonly place: number;
}

export interface EarlierEvent extends Header {
  /** Opened, and not let go since. */
  readonly readable: boolean;
}

/** All that a kind may know beside its own slice and its own content. */
export interface Context extends Header {
  readonly spaceKind: SpaceKind;
  /** Those present at this place of the log, in one order that is the same everywhere. */
  readonly members: readonly PersonId[];
  /** All who were present have brought this space to its end. */
  readonly hasEnded: boolean;
  /** Not in the log yet: written on this device and still waiting here. */
  readonly pending: boolean;
  /** An event that came before this place. */
  earlier(eventId: EventId): EarlierEvent | null;
}

/** A slice while the fold writes to it. Values on a shelf are replaced, never written into. */
export type Draft<Slice> = {
  -readonly [Field in keyof Slice]: Slice[Field] extends Shelf<infer Value>
    ? ShelfDraft<Value>
    : Slice[Field];
};

export interface SpaceEventDefinition<Kind extends string, Noun extends string, Slice, Content> {
  readonly kind: Kind;
  /** Which slice it writes to. */
  readonly noun: Noun;
  /** Whether our own devices ever let it go. Only for kinds whose whole effect is one entry under their own id. */
  readonly droppable?: boolean;
  /**
   * Whoever comes in later reads it too, where newcomers do not read the past: what holds now and whose it is, never
   * what was said.
   */
  readonly handedOn?: boolean;
  /**
   * Somebody's own, shown to the others and not made ours: whoever takes a space along leaves it out, unless its author
   * says in it that they may. Absent where what is in it belongs to all who could read it.
   */
  readonly offered?: (content: Content) => 'may-be-taken' | 'stays-here';
  /**
   * Goes when its time is over, where people agreed on one. Gives the event whose age counts: its own, or that of what
   * it belongs to. Only for kinds that are droppable.
   */
  readonly lapses?: (content: Content, own: EventId) => EventId;
  /** It can end or change something earlier, so it cannot be skipped by a release that does not know it. */
  readonly must?: boolean;
  /** It only takes something back, or says who somebody is, so it can still happen where all have ended a space. */
  readonly afterTheEnd?: boolean;
  /** Where it can happen. Everywhere if absent. */
  readonly spaces?: readonly SpaceKind[];
  readonly parse: (content: unknown) => Result<Content>;
  /** Who may do this. Asked of somebody who is known to be a member of a space of the right kind. */
  readonly may: (slice: Slice, content: Content, context: Context) => Result<null>;
  readonly apply: (draft: Draft<Slice>, content: Content, context: Context) => void;
  /**
   * What this event leaves in the place of one that it let go. Called there, with the context of that place, because
   * the words that stood there may be gone before this event is read.
   */
  readonly leaves?: (draft: Draft<Slice>, content: Content, place: Context, letGoAt: Millis) => void;
}

/** A kind is one object. Nobody can define one without saying who may do it. */
export function defineSpaceEvent<const Kind extends string, const Noun extends string, Slice, Content>(
  definition: SpaceEventDefinition<Kind, Noun, Slice, Content>,
): SpaceEventDefinition<Kind, Noun, Slice, Content> {
  return definition;
}

/** What somebody writes when they do this. */
export function draftEvent<Kind extends string, Content>(
  { kind, must = false }: Pick<SpaceEventDefinition<Kind, string, never, Content>, 'kind' | 'must' | 'parse'>,
  content: NoInfer<Content>,
  drops: readonly EventId[] = [],
): DraftEvent<Kind, Content> {
  return { kind, content, drops, must };
}

/** Words that stand in a space now, as somebody may look for them. */
export interface Passage {
  /** Where they stand, for whoever opens them: a turn, a clause, a person. */
  readonly opens: string;
  /** Null where nobody is named as their author any more. */
  readonly by: PersonId | null;
  readonly at: Millis;
  /** The event that brought the words, or the thing that they belong to, in. */
  readonly event: EventId;
  readonly words: string;
  /** Stands before the words, which stay closed for everybody but their author until somebody opens them. */
  readonly note: string | null;
}

/** What of a noun can be looked for. Asked of the state, so that what was taken back or said anew is not found. */
export interface Searchable<Noun extends string, Slice> {
  readonly noun: Noun;
  readonly passages: (slice: Slice) => readonly Passage[];
}

/** A noun says by itself what of it can be looked for; how that is found is no business of it. */
export function defineSearchable<const Noun extends string, Slice>(
  searchable: Searchable<Noun, Slice>,
): Searchable<Noun, Slice> {
  return searchable;
}

/** For kinds that are open to whoever is in the space. */
export function anyMember(): Result<null> {
  return ok(null);
}

/** Makes `parse` from a schema: content that is not exactly of this shape is refused, without repeating it. */
export function parseWith<const Schema extends v.GenericSchema>(schema: Schema) {
  return (content: unknown): Result<v.InferOutput<Schema>> => {
    const parsed = v.safeParse(schema, content);
    return parsed.success ? ok(parsed.output) : refuse('malformed');
  };
}

export const anEventId = v.custom<EventId>(isId);

/** A day such as 2031-02-28, wherever somebody is. */
export const aCalendarDay = v.pipe(v.string(), v.check(isCalendarDay));

/** Words with something in them, kept as they were written. */
export function wordsUpTo(length: number) {
  return v.pipe(
    v.string(),
    v.maxLength(length),
    v.check((words) => words.trim() !== ''),
  );
}

/** One line that stands beside other people's: no line breaks, nothing that turns the reading direction around. */
export function lineUpTo(length: number) {
  return v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(length), v.check(isOneLine));
}

function isOneLine(text: string): boolean {
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text);
}
