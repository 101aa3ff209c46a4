import type { Closing } from '#device/closing.ts';
import type { Piece } from '#device/search/excerpt.ts';
import type { SearchableNoun } from '#domain/space/searchables.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';
import type { SpaceKind } from '#protocol/commit.ts';

export type { Piece };

/** What somebody looks for. It stays on this device. */
export interface SearchQuestion {
  readonly words: string;
  /** In this space alone. */
  readonly space: SpaceId | null;
  /** How many passages of one space are shown at most. */
  readonly most: number;
}

export interface SearchView {
  /** `asked`: there is something to look for. `building`: older words are still being gone through. */
  readonly situation: 'opening' | 'nothing-asked' | 'building' | 'whole';
  readonly names: readonly FoundName[];
  /** One for each space in which something was found; that with the newest words comes first. */
  readonly spaces: readonly FoundInSpace[];
  /** Of these, not all words are on this device. */
  readonly lacking: readonly Lack[];
}

/** Somebody, or a place, by its name. */
export interface FoundName {
  readonly pieces: readonly Piece[];
  readonly person: PersonId | null;
  /** Where one talks to them; for a person without one, they are among the people. */
  readonly space: SpaceId | null;
  readonly kind: SpaceKind | null;
}

export interface FoundInSpace extends NamedSpace {
  /** Newest first. */
  readonly passages: readonly FoundPassage[];
  readonly hasMore: boolean;
}

export interface FoundPassage {
  readonly noun: SearchableNoun;
  readonly opens: string;
  readonly by: string | null;
  readonly at: Millis;
  readonly pieces: readonly Piece[];
  readonly note: readonly Piece[] | null;
  /** Why the words stay closed here, and are opened at their place. */
  readonly closed: Closing | { readonly because: 'note' } | null;
}

interface NamedSpace {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly names: readonly { readonly person: PersonId; readonly name: string }[];
  readonly title: string;
}

/** `coming`: what was written there is still being fetched. `no-key`: it is here, and its key is not. */
export interface Lack extends NamedSpace {
  readonly why: 'coming' | 'no-key' | 'stopped';
}
