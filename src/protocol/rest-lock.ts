import * as v from 'valibot';
import { bytesUpTo, whole } from '#protocol/cbor.ts';

const sealed = bytesUpTo(128);

/** What a device keeps beside what rests there, to be opened by again. It stays on the device. */
export const restLockSchema = v.strictObject({
  forVault: sealed,
  forPassphrase: v.optional(
    v.strictObject({ salt: bytesUpTo(32), cost: v.pipe(whole(1), v.maxValue(24)), sealed }),
  ),
});
