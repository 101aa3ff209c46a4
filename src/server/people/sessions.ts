import { hash, randomBytes } from 'node:crypto';
import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { day, minute, toMinutes, type Clock, type Millis, type Minutes } from '#kernel/time.ts';
import { createLru } from '#server/lru.ts';
import type { Store, StoredToken, Writes } from '#server/store/store.ts';

/** Somebody who is signed in. The token itself is with their browser alone: here lies only its hash. */
export interface Session {
  readonly tokenHash: Bytes;
  readonly person: Bytes;
  readonly until: Minutes;
  /** Just now: its cookie has to live on as well. */
  readonly isRenewed: boolean;
}

export interface Sessions {
  of(token: Bytes): Promise<Session | null>;
  /** Begins one inside a write. The answer is the token for the cookie. */
  begin(writes: Writes, person: Bytes): Promise<Bytes>;
  end(session: Session): Promise<void>;
  /**
   * Ends all others of the same person inside a write, and forgets what their devices were known by. What is answered
   * is to be run once that write is safe.
   */
  endOthers(writes: Writes, session: Session, deviceToken: Bytes | null): Promise<() => void>;
  /** These were ended inside a write, which is safe by now. */
  ended(tokenHashes: readonly Bytes[]): void;
  /** It was ended elsewhere. */
  forget(tokenHash: Bytes): void;
  /** Those for whose end somebody here waits. */
  watched(): readonly Bytes[];
  /** The device gets tries of its own from now on. */
  rememberDevice(writes: Writes, person: Bytes): Promise<Bytes>;
  /** Runs `run` when this session is ended. Returns the stop. */
  onEnd(session: Session, run: () => void): () => void;
}

export const sessionLasts: Minutes = (90 * day) / minute;
export const deviceLasts: Minutes = (365 * day) / minute;
/** A session that is used lives on, but its row is written once a day at most. */
const renewedAfter: Minutes = day / minute;

const sessionsHeld = 10_000;
const heldFor = minute;

/** @param onEnded told of each that was ended here */
export function createSessions(
  store: Pick<Store, 'read' | 'write'>,
  clock: Clock,
  onEnded: (tokenHash: Bytes) => void = () => undefined,
): Sessions {
  const endings = new Map<string, Set<() => void>>();
  const held = createLru<{ readonly stored: StoredToken; readonly until: Millis }>(sessionsHeld);
  /** How many were ended: what was read before the last of them may be one of them. */
  let ended = 0;

  /** Asked at every request, so it is held a moment. Ending a session lets go of it at once. */
  async function find(tokenHash: Bytes): Promise<StoredToken | null> {
    const key = bytesToText(tokenHash);
    const known = held.get(key);
    if (known !== undefined && known.until > clock()) return known.stored;
    const before = ended;
    const stored = await store.read.session(tokenHash);
    if (stored === null) held.delete(key);
    else if (before === ended) held.set(key, { stored, until: clock() + heldFor });
    return stored;
  }

  function forget(tokenHash: Bytes): void {
    const key = bytesToText(tokenHash);
    ended += 1;
    held.delete(key);
    for (const run of endings.get(key) ?? []) run();
  }

  function letGo(tokenHash: Bytes): void {
    forget(tokenHash);
    onEnded(tokenHash);
  }

  return {
    async of(token) {
      const tokenHash = hashOf(token);
      const stored = await find(tokenHash);
      const now = toMinutes(clock());
      if (stored === null || stored.until <= now) return null;
      const until = now + sessionLasts;
      if (until - stored.until < renewedAfter) return { tokenHash, ...stored, isRenewed: false };
      const { person } = stored;
      held.delete(bytesToText(tokenHash));
      await store.write(
        async (writes) => {
          // It may have been ended while we waited to write.
          if ((await writes.session(tokenHash)) !== null)
            await writes.putSession(tokenHash, { person, until });
        },
        [tokenHash],
      );
      return { tokenHash, person, until, isRenewed: true };
    },

    async begin(writes, person) {
      const token = newToken();
      await writes.putSession(hashOf(token), { person, until: toMinutes(clock()) + sessionLasts });
      return token;
    },

    async end({ tokenHash }) {
      await store.write((writes) => writes.endSession(tokenHash), [tokenHash]);
      letGo(tokenHash);
    },

    async endOthers(writes, { person, tokenHash }, deviceToken) {
      const device = deviceToken === null ? null : hashOf(deviceToken);
      const gone = await writes.endOtherSessions(person, { session: tokenHash, device });
      return () => gone.forEach(letGo);
    },

    ended: (tokenHashes) => tokenHashes.forEach(letGo),
    forget,
    watched: () => [...endings.keys()].flatMap((key) => textToBytes(key) ?? []),

    async rememberDevice(writes, person) {
      const token = newToken();
      await writes.putKnownDevice(hashOf(token), { person, until: toMinutes(clock()) + deviceLasts });
      return token;
    },

    onEnd({ tokenHash }, run) {
      const key = bytesToText(tokenHash);
      const runs = endings.get(key) ?? new Set();
      endings.set(key, runs.add(run));
      return () => {
        runs.delete(run);
        if (runs.size === 0 && endings.get(key) === runs) endings.delete(key);
      };
    },
  };
}

export function newToken(): Bytes {
  return new Uint8Array(randomBytes(32));
}

export function hashOf(token: Bytes): Bytes {
  return new Uint8Array(hash('sha256', token, 'buffer'));
}
