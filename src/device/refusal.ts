import type { RefusalCode } from '#protocol/refusal.ts';

/** Every no that the wire or the line itself can give. Words for people are found by these. */
export type DeviceRefusalCode = RefusalCode | 'offline';
