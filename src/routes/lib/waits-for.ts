import type { DeviceView } from '#device/device.ts';

/** What keeps the words on this device that have not gone out: nothing but their way, the line, or a yes to the card. */
export type WaitsFor = 'nothing' | 'line' | 'yes';

export function waitsForNow(view: Pick<DeviceView, 'line' | 'cardAsks'> | undefined): WaitsFor {
  if (view === undefined) return 'nothing';
  // With the line back it would wait on, so that is what somebody can do something about.
  if (view.cardAsks !== null) return 'yes';
  return view.line.state === 'offline' ? 'line' : 'nothing';
}
