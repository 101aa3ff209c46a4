import type { Fetch } from '#device/transport.ts';

/**
 * What a browser does by itself and Node does not: keeps cookies, and says from which origin a request comes. For
 * devices in tests and on the command line.
 */
export function fetchWithCookies(origin: string, fetch: Fetch): Fetch {
  const cookies = new Map<string, string>();
  return async (address, init) => {
    const headers = new Headers(init.headers);
    headers.set('origin', origin);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    return response;
  };
}

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(';');
  const at = pair.indexOf('=');
  if (at < 0) return;
  const name = pair.slice(0, at).trim();
  const value = pair.slice(at + 1).trim();
  const isOver = value === '' || attributes.some((one) => /^\s*max-age\s*=\s*0\s*$/i.test(one));
  if (isOver) cookies.delete(name);
  else cookies.set(name, value);
}
