import * as v from 'valibot';
import { whole } from '#protocol/cbor.ts';
import { spaceKinds } from '#protocol/commit.ts';

/** How much there is of everything, and of nothing whose it is. */
export const machineRoomSchema = v.strictObject({
  people: whole(),
  spaces: v.array(v.strictObject({ kind: v.picklist(spaceKinds), count: whole() })),
  entries: whole(),
  storeBytes: whole(),
  /** Absent where the system does not say. */
  freeBytes: v.optional(whole()),
  /** Event streams that are open: one for each browser that is looking. */
  streams: whole(),
  startedAt: whole(),
  /** The release that is running. */
  release: v.pipe(v.string(), v.maxLength(40)),
});
export type MachineRoom = v.InferOutput<typeof machineRoomSchema>;
