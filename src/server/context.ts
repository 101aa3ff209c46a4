import type { Clock, Minutes } from '#kernel/time.ts';
import type { Config } from '#server/config.ts';
import type { HostLink } from '#server/host/link.ts';
import type { Appender } from '#server/log/append.ts';
import type { LogParts } from '#server/log/log.ts';
import type { Logger } from '#server/logger.ts';
import type { Attempts } from '#server/people/attempts.ts';
import type { Founding } from '#server/people/founding.ts';
import type { Nonces } from '#server/people/nonces.ts';
import type { Sessions } from '#server/people/sessions.ts';
import type { Guard } from '#server/guard.ts';

/** What the doors work with. Everything that knows a clock or chance was given it here. */
export interface Context extends LogParts {
  readonly config: Config;
  /** How people reach this server: what their browsers must come from, and what they sign to sign in. */
  readonly origin: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly guard: Guard;
  readonly appender: Appender;
  readonly sessions: Sessions;
  readonly nonces: Nonces;
  readonly attempts: Attempts;
  readonly founding: Founding;
  readonly hostLink: HostLink;
  /** When this server began to run. */
  readonly startedAt: Minutes;
  /** OPAQUE's secret. */
  readonly opaqueSetup: string;
}
