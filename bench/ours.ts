import type { Subject } from './stage.ts';
export function oursSubject(_folder: string, _perWriter: number): Subject {
  throw new Error('not yet');
}
