import { agreementView, type AgreementView } from '#domain/agreement/view.ts';
import type { Turn } from '#domain/conversation/state.ts';
import { nameOf } from '#domain/member/state.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** What somebody took along, to be read and nothing else. */
export interface ArchiveView {
  readonly at: Millis;
  readonly me: PersonId;
  readonly spaces: readonly ArchivedSpaceView[];
}

export interface ArchivedSpaceView {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly title: string;
  readonly members: readonly PersonId[];
  readonly names: Readonly<Record<PersonId, string>>;
  readonly turns: readonly Turn[];
  readonly agreement: AgreementView;
  readonly introductions: readonly { readonly person: PersonId; readonly words: string }[];
  /** Where in the archive the pictures and recordings of turns lie, those that are in it. */
  readonly files: Readonly<Record<EventId, string>>;
  /** How much of others' stayed where it was. */
  readonly leftOut: number;
  /** Of how many people the account is not in it, so that nothing shows whose key it was. */
  readonly unknownPeople: number;
}

/** How somebody is called where they did not say so in the space itself. */
export type NameElsewhere = (person: PersonId) => string;

export function archivedSpaceView(
  state: SpaceState,
  about: {
    readonly me: PersonId;
    readonly nameElsewhere: NameElsewhere;
    readonly files: ArchivedSpaceView['files'];
    readonly leftOut: number;
    readonly unknownPeople: number;
  },
): ArchivedSpaceView {
  const { me, nameElsewhere, files, leftOut, unknownPeople } = about;
  const everybody = [...state.members, ...state.former];
  const nameIn = (person: PersonId) => nameOf(state.member, person) ?? nameElsewhere(person);
  const other = everybody.find((person) => person !== me);
  const title = state.kind === 'pair' ? other && nameIn(other) : state.space.name;
  return {
    space: state.id,
    kind: state.kind,
    title: title ?? '',
    members: state.members,
    names: Object.fromEntries(everybody.map((person) => [person, nameIn(person)])),
    turns: valuesOf(state.conversation.turns),
    agreement: agreementView(state),
    introductions: valuesOf(state.community.introductions).map(({ person, words }) => ({ person, words })),
    files,
    leftOut,
    unknownPeople,
  };
}
