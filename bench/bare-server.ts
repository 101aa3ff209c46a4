import Database from 'better-sqlite3';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';

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
const [folder, port = '0'] = process.argv.slice(2);
if (folder === undefined) throw new Error('expects a folder');

const store = new Database(path.join(folder, 'bare.db'));
store.pragma('journal_mode = WAL');
store.pragma('synchronous = FULL');
store.exec(
  'CREATE TABLE IF NOT EXISTS entry (space TEXT, seq INTEGER, at INTEGER, body BLOB, PRIMARY KEY (space, seq)) WITHOUT ROWID',
);
const insert = store.prepare('INSERT INTO entry (space, seq, at, body) VALUES (?, ?, ?, ?)');
const headBySpace = new Map<string, number>();
const streamsBySpace = new Map<string, Set<ServerResponse>>();
let waiting: Waiting[] = [];
let isScheduled = false;

const appendBatch = store.transaction((batch: readonly Waiting[]) => {
  const at = Math.floor(Date.now() / 60_000);
  for (const { space, body } of batch) {
    const seq = (headBySpace.get(space) ?? 0) + 1;
    insert.run(space, seq, at, body);
    headBySpace.set(space, seq);
  }
});

function flush(): void {
  isScheduled = false;
  const batch = waiting.slice(0, batchMost);
  waiting = waiting.slice(batchMost);
  if (waiting.length > 0) schedule();
  appendBatch(batch);
  for (const { space, body, answer } of batch) {
    answer.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '2' });
    answer.end('ok');
    const line = `event: entry\ndata: ${body.toString('base64url')}\n\n`;
    for (const stream of streamsBySpace.get(space) ?? []) stream.write(line);
  }
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(flush);
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
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : port}`);
});
process.on('SIGTERM', () => {
  store.close();
  process.exit(0);
});
