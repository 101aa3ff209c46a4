import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small proxy before several nodes: each browser is sent to one of them, and to another when that one is gone. */
export interface Proxy {
  readonly port: number;
  readonly origin: string;
  /** Where the answers come from, in the order of preference, by a browser's cookie or anything else it says. */
  route(choose: Choose): void;
  close(): void;
}

/** Ports, best first. */
export type Choose = (asked: IncomingMessage) => readonly number[];

export async function startProxy(): Promise<Proxy> {
  let choose: Choose = () => [];
  const server: Server = createServer((asked, answer) => {
    const parts: Buffer[] = [];
    asked.on('data', (part: Buffer) => parts.push(part));
    asked.on('end', () => passOn(asked, Buffer.concat(parts), answer, [...choose(asked)]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // What listens on a port has one.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://localhost:${port}`,
    route: (by) => void (choose = by),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function passOn(asked: IncomingMessage, body: Buffer, answer: ServerResponse, ports: number[]): void {
  const port = ports.shift();
  if (port === undefined) return void answer.writeHead(502).end();
  const { method, url, headers } = asked;
  const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers);
    given.pipe(answer);
    given.on('error', () => answer.destroy());
    given.on('aborted', () => answer.destroy());
  });
  passed.on('error', (error: NodeJS.ErrnoException) => {
    if (answer.headersSent) return void answer.destroy();
    // Nobody has read it: another may. Where somebody may have, only the browser can know what to do.
    if (error.code === 'ECONNREFUSED') return passOn(asked, body, answer, ports);
    answer.writeHead(502).end();
  });
  answer.on('close', () => passed.destroy());
  passed.end(body);
}
