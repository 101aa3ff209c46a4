import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { barePostgres, bareSqlite } from './bare-store.ts';

/**
 * The bare reference: durable batched inserts, and an event stream to everybody in the space. It knows nobody, checks
 * nothing and seals nothing, so whatever ours costs more is the price of privacy and rules.
 *
 * POST /log/<space> with the message as body; GET /stream/<space>. Prints `ready <port>`.
 */
interface Waiting {
  readonly space: string;
  readonly body: Buffer;
  readonly answer: ServerResponse;
}

const batchMost = 128;
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('expects a folder');
const databaseUrl = process.env['BENCH_DATABASE_URL'] ?? '';
const store = databaseUrl === '' ? bareSqlite(folder) : await barePostgres(databaseUrl);

/** As ours: a database can make one batch durable while the next is on its way. */
const batchesAtOnce = databaseUrl === '' ? 1 : 2;
const headBySpace = new Map<string, number>();
const streamsBySpace = new Map<string, Set<ServerResponse>>();
let waiting: Waiting[] = [];
let isScheduled = false;
let onTheirWay = 0;

async function flush(): Promise<void> {
  const batch = waiting.slice(0, batchMost);
  waiting = waiting.slice(batchMost);
  const at = Math.floor(Date.now() / 60_000);
  const rows = batch.map(({ space, body }) => {
    const seq = (headBySpace.get(space) ?? 0) + 1;
    headBySpace.set(space, seq);
    return { space, seq, at, body };
  });
  await store.putDown(rows);
  for (const { space, body, answer } of batch) {
    answer.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '2' });
    answer.end('ok');
    const line = `event: entry\ndata: ${body.toString('base64url')}\n\n`;
    for (const stream of streamsBySpace.get(space) ?? []) stream.write(line);
  }
}

function schedule(): void {
  if (isScheduled || waiting.length === 0 || onTheirWay >= batchesAtOnce) return;
  isScheduled = true;
  setImmediate(() => {
    isScheduled = false;
    onTheirWay += 1;
    void flush().then(() => {
      onTheirWay -= 1;
      schedule();
    });
    schedule();
  });
}

function take(space: string, request: IncomingMessage, answer: ServerResponse): void {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    waiting.push({ space, body: Buffer.concat(parts), answer });
    schedule();
  });
}

function stream(space: string, answer: ServerResponse): void {
  const streams = streamsBySpace.get(space) ?? new Set();
  streamsBySpace.set(space, streams.add(answer));
  answer.on('close', () => streams.delete(answer));
  answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  answer.write(': here\n\n');
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, answer) => {
  const [, door, space = ''] = (request.url ?? '').split('/');
  if (door === 'log') return take(space, request, answer);
  return stream(space, answer);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : 0}`);
});
process.on('SIGTERM', () => void store.close().then(() => process.exit(0)));
