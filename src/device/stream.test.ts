import { expect, test } from 'vitest';
import { readStream, type Told } from '#device/stream.ts';
import { createTransport } from '#device/transport.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { toCbor } from '#protocol/cbor.ts';

async function told(response: Response): Promise<{ end: string; all: readonly Told[] }> {
  const all: Told[] = [];
  const transport = createTransport('http://localhost:1', async () => response);
  const end = await readStream(transport, new AbortController().signal, (one) => all.push(one));
  return { end, all };
}

const letter = (id: number) => `event: letter\ndata: ${bytesToText(toCbor({ id }))}\n\n`;

test('events are read however the bytes are cut, and comments are passed over', async () => {
  const text = `${letter(1)}:\n\n${letter(2)}`;
  for (const size of [1, 3, 7, text.length]) {
    const cut = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      text.slice(at * size, (at + 1) * size),
    );
    const { end, all } = await told(new Response(streamOf(cut)));
    expect(all).toEqual([1, 2].map((id) => ({ event: 'letter', told: { id } })));
    expect(end).toBe('offline');
  }
});

test('what is no event of ours is passed over', async () => {
  const text = `event: entry\ndata: AAAA\n\nevent: toString\ndata: oA\n\nevent: letter\ndata: ?\n\n${letter(3)}`;
  expect((await told(new Response(text))).all).toEqual([{ event: 'letter', told: { id: 3 } }]);
});

test('a stream that needs a session says so', async () => {
  expect((await told(new Response(null, { status: 401 }))).end).toBe('signed-out');
});

function streamOf(parts: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}
