import type { Context as HonoContext } from 'hono';
import { bytesToText } from '#kernel/bytes.ts';
import { day, minute, type Minutes } from '#kernel/time.ts';
import { hostCardSchema, type Instance } from '#protocol/instance.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { version } from '#protocol/version.ts';
import type { Context } from '#server/context.ts';
import { letterLasts } from '#server/letters/letters.ts';
import { shownLine } from '#server/host/help-lines.ts';
import { kept } from '#server/people/kept.ts';
import { deviceLasts, sessionLasts } from '#server/people/sessions.ts';
import { release } from '#server/release.ts';
import { addressOf } from './address.ts';
import type { ServerEnv } from './enter.ts';
import { answerHeaders } from './headers.ts';

/** What this server says of itself to anybody: the host card among it. */
export async function instance(context: Context, asked: HonoContext<ServerEnv>): Promise<Response> {
  const { store, origin, guard, config, logger } = context;
  const beganAt = performance.now();
  const isInTime = guard.mayAskFrom(addressOf(asked.env.incoming, config.trustedProxy));
  const stored = isInTime ? await store.read.instance() : null;
  const helpLines = stored === null ? [] : await store.read.helpLines();
  const said: Instance = {
    version,
    release,
    origin,
    founded: stored !== null,
    settings: {
      behindProxy: config.trustedProxy,
      log: 'doors',
      sessionDays: inDays(sessionLasts),
      deviceDays: inDays(deviceLasts),
      letterDays: inDays(letterLasts),
    },
    ...(stored !== null && {
      community: bytesToText(stored.community),
      card: kept(fromCbor(hostCardSchema, stored.card)),
      cardWrittenAt: stored.cardWrittenAt,
      publicText: stored.publicText,
      helpLines: helpLines.map(shownLine),
    }),
  };
  const response = isInTime
    ? Response.json(said, { headers: answerHeaders })
    : new Response(null, { status: 429, headers: answerHeaders });
  logger.request({
    method: 'GET',
    door: 'instance',
    status: response.status,
    ms: performance.now() - beganAt,
  });
  return response;
}

function inDays(time: Minutes): number {
  return time / (day / minute);
}
