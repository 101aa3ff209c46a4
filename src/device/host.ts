import { tidyCard } from '#device/account/card.ts';
import type { Device } from '#device/device.ts';
import type { Transport } from '#device/transport.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

type HostPart = 'machineRoom' | 'changeCard' | 'changePublicText';

/** What the link of the host opens. It needs nobody to be at home on this device, and looks at nobody who is. */
export function hostDoors(transport: Transport): Pick<Device, HostPart> {
  async function withToken<Value>(
    text: string,
    run: (token: Uint8Array<ArrayBuffer>) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const token = textToBytes(text);
    return token?.length === 32 ? run(token) : refuse('host-link-spent');
  }

  return {
    machineRoom: (text) => withToken(text, (token) => transport.call('machineRoom', { token })),
    changeCard: ({ token: text, card }) =>
      withToken(text, async (token) =>
        done(await transport.call('changeCard', { token, card: tidyCard(card) })),
      ),
    changePublicText: ({ token: text, text: words }) =>
      withToken(text, async (token) =>
        done(await transport.call('changePublicText', { token, text: words.trim() })),
      ),
  };
}

function done(answer: Awaited<ReturnType<Transport['call']>>): Result<void> {
  return answer.ok ? ok(undefined) : refuse(answer.refusal.code);
}
