import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '#server/context.ts';
import { readSite, type Page } from './http/site.ts';

/** The web client, out of memory: what is not in the build cannot be asked for, whatever the address says. */
export type ServeStatic = (request: IncomingMessage, response: ServerResponse) => void;

export function createStatic({ config, logger }: Pick<Context, 'config' | 'logger'>): ServeStatic {
  const site = readSite(config.buildFolder, config.reportCsp);

  return (request, response) => {
    const beganAt = performance.now();
    const status = serve(request, response);
    logger.request({ method: methodOf(request), door: 'page', status, ms: performance.now() - beganAt });
  };

  function serve(request: IncomingMessage, response: ServerResponse): number {
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, site.bare);
    const found = site.find(pathOf(request));
    if (found === null) return end(response, 404, site.bare);
    const page = found.encoded[encodingFor(request, found)] ?? found.plain;
    const headers = { ...found.headers, ...page.headers };
    if (request.headers['if-none-match'] === page.headers['etag']) return end(response, 304, headers);
    response.writeHead(200, { ...headers, 'content-length': page.bytes.length });
    response.end(request.method === 'HEAD' ? undefined : page.bytes);
    return 200;
  }
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): number {
  response.writeHead(status, headers);
  response.end();
  return status;
}

/** Null where the address cannot be read. */
function pathOf({ url = '/' }: IncomingMessage): string | null {
  try {
    return decodeURIComponent(url.split(/[?#]/, 1)[0]!);
  } catch {
    return null;
  }
}

function encodingFor({ headers }: IncomingMessage, { encoded }: Page): 'br' | 'gzip' | 'none' {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (encoded.br !== undefined && /\bbr\b/.test(accepted)) return 'br';
  if (encoded.gzip !== undefined && /\bgzip\b/.test(accepted)) return 'gzip';
  return 'none';
}

/** Whatever somebody writes in place of a method stays out of the log. */
function methodOf({ method = '' }: IncomingMessage): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
