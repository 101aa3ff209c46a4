import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { day, second } from '#kernel/time.ts';
import { sessionCookie } from '#protocol/api.ts';
import type { Cookies } from '#server/visit.ts';

/** Shows that this device signed in once; opens nothing. */
export const deviceCookie = 'bothways-device';

const sessionSeconds = (90 * day) / second;
const deviceSeconds = (365 * day) / second;

/** The token in a cookie of this name, if it is one. */
export function tokenIn(header: string | undefined, name: string): Bytes | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const token = textToBytes(pair.slice(at + 1).trim());
    if (token?.length === 32) return token;
  }
  return null;
}

/** Collects the cookies that go out with an answer. Behind TLS they go through TLS only. */
export function collectCookies(origin: string): Cookies & { readonly headers: readonly string[] } {
  const headers: string[] = [];
  const fixed = `Path=/; HttpOnly; SameSite=Strict${origin.startsWith('https:') ? '; Secure' : ''}`;
  const set = (name: string, value: string, seconds: number): void => {
    headers.push(`${name}=${value}; Max-Age=${seconds}; ${fixed}`);
  };
  return {
    headers,
    signIn(token, deviceToken) {
      set(sessionCookie, bytesToText(token), sessionSeconds);
      if (deviceToken !== null) set(deviceCookie, bytesToText(deviceToken), deviceSeconds);
    },
    signOut: () => set(sessionCookie, '', 0),
  };
}
