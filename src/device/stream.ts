import { textToBytes } from '#kernel/bytes.ts';
import { streamEvents, streamPath } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import type { Transport } from '#device/transport.ts';
import type * as v from 'valibot';

export type Told = {
  [Name in keyof typeof streamEvents]: {
    readonly event: Name;
    readonly told: v.InferOutput<(typeof streamEvents)[Name]>;
  };
}[keyof typeof streamEvents];

/** Why a stream ended. `signed-out` needs a session first; everything else is worth another try. */
export type End = 'offline' | 'signed-out';

/** The server writes a comment every 25 s; a line that is silent for longer than this is dead. */
const silenceMs = 60_000;

/** Reads one event stream until it ends. Nothing is told twice, and nothing after `signal`. */
export async function readStream(
  transport: Transport,
  signal: AbortSignal,
  tell: (told: Told) => void,
): Promise<End> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const response = await transport.open(streamPath, either);
    if (response?.status === 401) return 'signed-out';
    if (response?.ok !== true || response.body === null) return 'offline';
    const lines = createLines(tell);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || either.aborted) return 'offline';
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      lines(value);
    }
  } catch {
    // A broken line is not a surprise: it ends like one that was closed.
    return 'offline';
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** Puts portions of text together to lines, and lines to events. */
function createLines(tell: (told: Told) => void): (text: string) => void {
  let rest = '';
  let name = '';
  let data = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('event:')) name = line.slice(6).trim();
      else if (line.startsWith('data:')) data += line.slice(5).trim();
      else if (line === '' || line === '\r') {
        const told = read(name, data);
        if (told !== null) tell(told);
        name = '';
        data = '';
      }
    }
  };
}

function read(name: string, data: string): Told | null {
  const bytes = textToBytes(data);
  if (bytes === null || !isKnown(name)) return null;
  const told = fromCbor(streamEvents[name], bytes);
  // The schema that read it is the one of that name.
  return told.ok ? ({ event: name, told: told.value } as Told) : null;
}

function isKnown(name: string): name is keyof typeof streamEvents {
  return Object.hasOwn(streamEvents, name);
}
