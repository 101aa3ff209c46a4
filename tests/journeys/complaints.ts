import type { BrowserContext, ConsoleMessage, Page, Request, Response } from 'playwright-core';

/** What must not happen while somebody uses the pages. Anything gathered here fails the journey. */
export interface Complaints {
  /** What was heard since it was last asked. */
  take(): readonly string[];
  /**
   * Lets the line break, the machine refuse or a link be followed, for as long as `act` goes on. Everything else still counts.
   */
  during<T>(rough: Rough, act: () => Promise<T>): Promise<T>;
}
export type Rough = 'line breaks' | 'machine refuses' | 'a link leads away';

/** Listens to every page of a context, present and to come. */
export function listenTo(context: BrowserContext, origin: string): Complaints {
  const heard: string[] = [];
  const rough = new Set<Rough>();

  context.on('request', (request) => {
    if (request.url().startsWith(`${origin}/api/csp-report`))
      heard.push(`content policy: ${request.postData()}`);
    else if (!isOurs(request, origin) && !rough.has('a link leads away'))
      heard.push(`a request to somebody else: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (wasDropped(request, why) || rough.has('line breaks')) return;
    heard.push(`failed: ${request.method()} ${addressOf(request)} ${why}`);
  });
  context.on('response', (response) => {
    if (response.status() < 400) return;
    if (response.status() < 500 && rough.has('machine refuses')) return;
    if (isOvertaken(response)) return;
    heard.push(
      `refused: ${response.request().method()} ${addressOf(response.request())} ${response.status()}`,
    );
  });
  context.on('console', (message) => {
    if (isNews(message)) heard.push(`console: ${message.text()}`);
  });
  context.on('weberror', (trouble) =>
    heard.push(`error: ${trouble.error().stack ?? trouble.error().message}`),
  );

  return {
    take: () => heard.splice(0),
    async during(kind, act) {
      rough.add(kind);
      try {
        return await act();
      } finally {
        rough.delete(kind);
      }
    },
  };
}

// A vault is written by compare-and-swap: a page that was left while it wrote does not know that it did, and the next
// one is told, reads again and writes again. Of two who give back what a machine lost, the second is told that it is
// there.
function isOvertaken(response: Response): boolean {
  const request = response.request();
  if (response.status() !== 409) return false;
  const address = addressOf(request);
  return request.method() === 'PUT' ? address === '/api/vault' : address.endsWith('/log/lost');
}

// A page that is left drops what it was fetching. Our own files go through the service worker, where a dropped one is
// said to have failed; without them the page would not stand, and the journey would not come far.
function wasDropped(request: Request, why: string): boolean {
  return (
    ['net::ERR_ABORTED', 'NS_BINDING_ABORTED'].includes(why) ||
    (why === 'net::ERR_FAILED' && addressOf(request).startsWith('/_app/'))
  );
}

function isOurs(request: Request, origin: string): boolean {
  return /^(?:data|blob|about):/.test(request.url()) || new URL(request.url()).origin === origin;
}

// What the browser itself says about an answer or a broken line was counted above; that it has no service worker is
// what a journey asked for.
const notNews =
  /^(Failed to load resource|An unknown error occurred when fetching the script|Service Worker registration blocked by Playwright)/;

function isNews(message: ConsoleMessage): boolean {
  return ['error', 'warning'].includes(message.type()) && !notNews.test(message.text());
}

// Without what stands behind `?` and `#`: a failure is printed, and links hold secrets.
function addressOf(request: Request): string {
  return new URL(request.url()).pathname;
}

/** A picture of the page, where `npm test` tells people to look. */
export async function picture(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: file, fullPage: true }).catch(() => undefined);
}
