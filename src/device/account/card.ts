import { cardHashOf } from '#crypto/hash.ts';
import type { CardQuestion } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import type { Preferences } from '#device/preferences.ts';
import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { minute, type Millis } from '#kernel/time.ts';
import { fromCbor, toCbor, whole } from '#protocol/cbor.ts';
import { hostCardSchema, type HostCard } from '#protocol/instance.ts';
import * as v from 'valibot';

/**
 * My yes to the card at the door, kept in the vault: each card by its hash, with the moment of the yes. The newest
 * counts. So a yes given on two devices is one yes, and a card that comes back after another one is asked about again.
 */
const prefix = 'card-yes ';

/** The card that this device saw last, so that what waits for a yes waits on after a night without a line. */
const seenHere = 'here card';
const seenSchema = v.strictObject({
  card: hostCardSchema,
  writtenAt: whole(),
  former: v.optional(hostCardSchema),
});

/** The server says that the card is another one. Until this device has looked, it counts as one without a yes. */
export function hearOfCard(home: Home): Promise<void> {
  home.cardHeard = true;
  home.changedAtHome();
  return lookAtCard(home);
}

/** Looks which card stands at the door. */
export async function lookAtCard(home: Home): Promise<void> {
  const instance = await home.transport.instance();
  if (!instance.ok) return;
  home.machineRelease = instance.value.release ?? null;
  if (instance.value.card === undefined) return home.changedAtHome();
  const { card, cardWrittenAt = 0 } = instance.value;
  const isOther = keyOf(card) !== home.cardAtDoor?.key;
  const former = isOther && newestYes(home) !== keyOf(card) ? await formerCard(home) : null;
  if (isOther) await stands(home, { card, writtenAt: cardWrittenAt * minute, former });
  home.cardHeard = false;
  home.changedAtHome();
}

async function stands(home: Home, { card, writtenAt, former }: CardQuestion): Promise<void> {
  home.cardAtDoor = { key: keyOf(card), card, writtenAt, former };
  await home.preferences.set(seenHere, toCbor({ card, writtenAt, ...(former !== null && { former }) }));
}

/** The card that stood at the door when this device last looked, before it was closed. */
export function cardSeenBefore(preferences: Preferences): Home['cardAtDoor'] {
  const kept = preferences.get(seenHere);
  const read = kept instanceof Uint8Array ? fromCbor(seenSchema, kept) : null;
  if (read?.ok !== true) return null;
  const { card, writtenAt, former = null } = read.value;
  return { key: keyOf(card), card, writtenAt, former };
}

/** What I am asked, until I say yes on whichever of my devices. */
export function cardAsks(home: Home): CardQuestion | null {
  const { cardAtDoor } = home;
  if (cardAtDoor === null || newestYes(home) === cardAtDoor.key) return null;
  const { card, writtenAt, former } = cardAtDoor;
  return { card, writtenAt, former };
}

/** Nothing typed leaves this device from when it hears of another card until somebody says yes to it. */
export function waitsForYes(home: Home): boolean {
  return home.cardHeard || cardAsks(home) !== null;
}

/** Says yes to this card, if it is the one at the door. */
export async function sayYesToCard(home: Home, card: HostCard): Promise<Result<void>> {
  if (home.cardAtDoor !== null && home.cardAtDoor.key !== keyOf(card)) return refuse('card-changed');
  await keepYes(home, card);
  home.changedAtHome();
  return ok(undefined);
}

/** A yes, as the vault holds it. */
export function yesTo(card: HostCard, at: Millis): Readonly<Record<string, number>> {
  return { [keyOf(card)]: at };
}

export async function keepYes(home: Home, card: HostCard): Promise<void> {
  await home.preferences.set(keyOf(card), home.clock());
}

/** What brings somebody nearer to somebody waits for the yes. */
export async function withYes<Value>(home: Home, run: () => Promise<Result<Value>>): Promise<Result<Value>> {
  return cardAsks(home) === null ? run() : refuse('card-changed');
}

/** As the wire takes it: no blank at either end of a line. */
export function tidyCard(card: HostCard): HostCard {
  const { whoRuns, whatTheySee, boundByLaw, ifSomebodyTalksOfDying, howLongThingsStay, ages } = card;
  return {
    whoRuns: whoRuns.trim(),
    whatTheySee: whatTheySee.trim(),
    boundByLaw: boundByLaw.trim(),
    ifSomebodyTalksOfDying: ifSomebodyTalksOfDying.trim(),
    howLongThingsStay: howLongThingsStay.trim(),
    ages: ages.trim(),
  };
}

function newestYes({ preferences }: Home): string | undefined {
  const at = (name: string): number => Number(preferences.get(name));
  return preferences.names(prefix).toSorted((one, other) => at(other) - at(one))[0];
}

/** The server shows all cards that were, and the hash says which of them is mine. */
async function formerCard(home: Home): Promise<CardQuestion['former']> {
  const yes = newestYes(home);
  const answer = yes === undefined ? null : await home.transport.call('formerCards', {});
  if (answer?.ok !== true) return null;
  return answer.value.cards.find(({ card }) => keyOf(card) === yes)?.card ?? null;
}

function keyOf(card: HostCard): string {
  const hash: Bytes = cardHashOf(card);
  return `${prefix}${bytesToText(hash)}`;
}
