import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to somewhere that can be cut, or fall silent. */
export interface Line {
  readonly port: number;
  /** All connections break, and no new one is taken. */
  cut(): void;
  /** All connections stay, and nothing passes any more; new ones are taken, and answer nothing. */
  fallSilent(): void;
  mend(): void;
  close(): void;
}

export async function openLine(to: { readonly host: string; readonly port: number }): Promise<Line> {
  const ends = new Set<Socket>();
  let state: 'open' | 'cut' | 'silent' = 'open';
  const server = createServer((near) => {
    if (state === 'cut') return void near.resetAndDestroy();
    const far = connect(to);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('data', (bytes) => {
        if (state === 'open') other.write(bytes);
      });
      // Whichever side ends or breaks ends the other.
      end.on('error', () => other.destroy());
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const end of ends) end.destroy();
  };
  return {
    // What listens on a port has one.
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      hangUp();
    },
    fallSilent() {
      state = 'silent';
    },
    mend() {
      // What was swallowed will never come: whoever waits for it has to begin anew.
      if (state === 'silent') hangUp();
      state = 'open';
    },
    close() {
      server.close();
      hangUp();
    },
  };
}
