import { proofFor } from '#device/door/proof.ts';
import type { Me } from '#device/home.ts';
import { createQueue } from '#device/queue.ts';
import type { Answer, Transport } from '#device/transport.ts';
import { doors, type AnswerOf, type DoorName, type RequestOf } from '#protocol/api.ts';

/** Opens a session with the keys of this device, where the last one has ended. */
export async function openSession(transport: Transport, me: Me): Promise<Answer<unknown>> {
  const proof = await proofFor(transport, me.signKey, me.line.person);
  if (!proof.ok) return proof;
  return transport.call('openSession', { person: me.line.person, proof: proof.value });
}

/** A transport that opens a session by itself when it is told that there is none. */
export function withSession(transport: Transport, openAgain: () => Promise<boolean>): Transport {
  const opening = createQueue();
  let opened = 0;

  async function openOnce(seenBefore: number): Promise<boolean> {
    return opening(async () => {
      if (opened !== seenBefore) return true;
      const isOpen = await openAgain();
      if (isOpen) opened += 1;
      return isOpen;
    });
  }

  return {
    ...transport,
    async call<Name extends DoorName>(
      name: Name,
      request: RequestOf<Name>,
      where?: Parameters<Transport['call']>[2],
    ): Promise<Answer<AnswerOf<Name>>> {
      const before = opened;
      const answer = await transport.call(name, request, where);
      if (answer.ok || answer.refusal.code !== 'signed-out' || doors[name].who === 'anyone') return answer;
      return (await openOnce(before)) ? transport.call(name, request, where) : answer;
    },
  };
}
