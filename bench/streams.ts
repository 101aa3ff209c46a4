import { Agent, get, type IncomingMessage } from 'node:http';
import type { Writer } from './stage.ts';

export interface OpenStreams {
  readonly close: () => void;
}

/** Opens one event stream for each of them and waits until the first bytes have come on all. */
export async function openStreams(
  listeners: readonly Writer[],
  onText: (listener: number, text: string) => void = () => {},
): Promise<OpenStreams> {
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const open = await Promise.all(
    listeners.map((listener, index) => openStream(agent, listener, (text) => onText(index, text))),
  );
  return { close: () => open.forEach((answer) => answer.destroy()) };
}

function openStream(
  agent: Agent,
  { port, stream }: Writer,
  onText: (text: string) => void,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get({ agent, port, host: '127.0.0.1', path: stream.path, headers: stream.headers });
    request.on('error', reject);
    request.on('response', (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`stream refused: ${answer.statusCode}`));
      answer.setEncoding('latin1');
      // Cut off on purpose at the end: that is no error.
      answer.on('error', () => {});
      answer.on('data', (text: string) => {
        resolve(answer);
        onText(text);
      });
    });
  });
}

/** Gathers the pieces of one stream and tells the data of each whole event. */
export function eventReader(onData: (event: string, data: string) => void): (text: string) => void {
  let held = '';
  return (text) => {
    held += text;
    for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
      const fields = held.slice(0, end).split('\n');
      held = held.slice(end + 2);
      const of = (name: string) =>
        fields.find((field) => field.startsWith(`${name}:`))?.slice(name.length + 1);
      const data = of('data');
      if (data !== undefined) onData((of('event') ?? 'message').trim(), data.trim());
    }
  };
}
