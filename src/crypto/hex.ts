import type { Bytes } from '#kernel/bytes.ts';

/** For constants in code. What comes from outside is never hex here. */
export function hexToBytes(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}
