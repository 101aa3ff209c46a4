import { tidyCard } from '#device/account/card.ts';
import type { Device, HelpLineSaid } from '#device/device.ts';
import type { Transport } from '#device/transport.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { helpLineToText, type HelpLineChange } from '#protocol/help-line.ts';

type HostPart = 'machineRoom' | 'changeCard' | 'changePublicText' | 'changeHelpLine';

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
    changeHelpLine: ({ token: text, name, seen, change }) =>
      withToken(text, async (token) => {
        const written = asWritten(change);
        if (written === null) return refuse('malformed');
        return done(
          await transport.call('changeHelpLine', { token, name, seen: asSeen(seen), change: written }),
        );
      }),
  };
}

/** Null where it is no line. */
function asWritten({ hidden, line }: HelpLineSaid): HelpLineChange | null {
  if (line === undefined) return { hidden };
  const text = helpLineToText(line);
  return text === null ? null : { hidden, line: text };
}

/** As the house said it, whatever release wrote it. */
function asSeen({ hidden, line }: HelpLineSaid): HelpLineChange {
  return { hidden, ...(line !== undefined && { line: JSON.stringify(line) }) };
}

function done(answer: Awaited<ReturnType<Transport['call']>>): Result<void> {
  return answer.ok ? ok(undefined) : refuse(answer.refusal.code);
}
