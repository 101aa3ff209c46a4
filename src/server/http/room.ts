import type { AnswerOf, DoorName, doors, RequestOf } from '#protocol/api.ts';
import type { Encodable } from '#protocol/cbor.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit, Visit } from '#server/visit.ts';

/** What happens behind a door, and the largest request that is read at all. */
export interface Room<Name extends DoorName> {
  readonly run: (
    context: Context,
    visit: VisitAt<Name>,
    request: RequestOf<Name>,
  ) => Promise<Answer<AnswerOf<Name>>>;
  readonly bytesMost: number;
  /** Where an answer is ciphertext and next to nothing else, packing it would only cost time. */
  readonly isPacked?: false;
}

type VisitAt<Name extends DoorName> = (typeof doors)[Name]['who'] extends 'anyone' | 'host'
  ? Visit
  : SignedInVisit;

/** A room of which only its door knows what it is asked. */
export interface AnyRoom {
  readonly run: (context: Context, visit: SignedInVisit, request: never) => Promise<Answer<Encodable>>;
  readonly bytesMost: number;
  readonly isPacked?: false;
}
