import type { Home } from '#device/home.ts';
import { idFromBytes, idToBytes, type PersonId } from '#kernel/ids.ts';

/** Whom I keep a seat for. The others see that it is free, and by whom. */
export async function noteSeatFor(home: Home, seat: string, person: PersonId): Promise<void> {
  await home.preferences.set(`seat ${seat}`, idToBytes(person));
}

export function seatFor(home: Home, seat: string): PersonId | null {
  const person = home.preferences.get(`seat ${seat}`);
  return person instanceof Uint8Array ? idFromBytes(person) : null;
}
