import { connect, type Socket } from 'node:net';

/**
 * A kept-alive HTTP connection that does as little as possible: requests come ready to send, one at a time, and of
 * the answer only its status and length are read. What the loader saves here, the server under measurement gets.
 */
export interface Connection {
  /** @throws Error for an answer other than 200, with its status: the figures would mean nothing. */
  readonly send: (request: Uint8Array) => Promise<void>;
  readonly close: () => void;
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return { send: sender(socket), close: () => socket.destroy() };
}

interface Awaited {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

function sender(socket: Socket): Connection['send'] {
  let awaited: Awaited | null = null;
  let held = '';
  const fail = (error: Error) => {
    awaited?.reject(error);
    awaited = null;
  };
  // latin1 keeps one character for one byte, so that lengths stay true.
  socket.setEncoding('latin1');
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (part: string) => {
    held += part;
    const length = answerLength(held);
    if (length === null || held.length < length) return;
    if (!held.startsWith('HTTP/1.1 200')) return fail(new Error(`refused: ${held.slice(0, length)}`));
    held = held.slice(length);
    const { resolve } = awaited ?? {};
    awaited = null;
    resolve?.();
  });
  return (request) =>
    new Promise((resolve, reject) => {
      awaited = { resolve, reject };
      socket.write(request);
    });
}

/** Length of the whole answer, or null while its head or its last chunk has not come. */
function answerLength(text: string): number | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const contentLength = /content-length: (\d+)/i.exec(text.slice(0, headEnd));
  if (contentLength !== null) return headEnd + 4 + Number(contentLength[1]);
  const chunksEnd = text.indexOf('0\r\n\r\n', headEnd + 4);
  return chunksEnd < 0 ? null : chunksEnd + 5;
}
