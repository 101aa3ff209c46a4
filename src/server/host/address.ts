import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where a running server is reached, for commands that are typed beside it. */
export function leaveAddress(dataFolder: string, origin: string): void {
  writeFileSync(fileIn(dataFolder), `${origin}\n`, { mode: 0o600 });
}

export function takeAddressAway(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/** Null where no server runs on this folder. After a crash it is the address of the one that was. */
export function addressLeftIn(dataFolder: string): string | null {
  try {
    return readFileSync(fileIn(dataFolder), 'utf8').trim();
  } catch {
    return null;
  }
}

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'address');
}
