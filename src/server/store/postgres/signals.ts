import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { second } from '#kernel/time.ts';
import { signalKinds, type Signal, type SignalListener, type Signals } from '#server/nodes/signals.ts';
import type { Connection } from './connection.ts';
import { clientConfig } from './pool.ts';

const channel = 'bothways';
/** A notification holds 8,000 bytes; a signal is at most 52 of them. */
const signalsMost = 150;
const hearAgainAfter = 2 * second;

interface Parts {
  readonly url: string;
  /** What is sent goes this way; hearing takes a connection of its own. */
  readonly sending: Connection;
  readonly onTrouble: (error: unknown) => void;
}

/** Signals as notifications of the database: sent after what they are about was committed, one for all that waits. */
export function postgresSignals({ url, sending, onTrouble }: Parts): Signals {
  // So that nobody heeds their own.
  const me = randomBytes(6).toString('base64url');
  const waiting = new Set<string>();
  const closing = new AbortController();
  let flushing: Promise<void> | null = null;
  let hearing: Promise<void> = Promise.resolve();
  let ear: pg.Client | null = null;

  async function flush(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
      const now = [...waiting].slice(0, signalsMost);
      for (const word of now) waiting.delete(word);
      const values = [channel, [me, ...now].join(' ')];
      // One that is lost is made up for by the others' sweep.
      await sending.query('SELECT pg_notify($1, $2)', values, 'notify').catch(onTrouble);
    } while (waiting.size > 0);
    flushing = null;
  }

  async function hearUntilClosed(listener: SignalListener): Promise<void> {
    while (!closing.signal.aborted) {
      await hearOnce(listener).catch(onTrouble);
      await pause(hearAgainAfter, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  /** Resolves when the line is broken. */
  async function hearOnce({ told, missed }: SignalListener): Promise<void> {
    const client = new pg.Client({ ...clientConfig(url), idle_in_transaction_session_timeout: 0 });
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', onTrouble);
    client.on('notification', ({ payload = '' }) => {
      const [from, ...words] = payload.split(' ');
      if (from !== me) told(words.flatMap((word) => toSignal(word) ?? []));
    });
    try {
      await client.connect();
      ear = client;
      await client.query(`LISTEN ${channel}`);
      missed();
      if (!closing.signal.aborted) await ended;
    } finally {
      ear = null;
      await client.end().catch(() => undefined);
    }
  }

  return {
    send({ kind, id }) {
      waiting.add(`${kind}:${id}`);
      flushing ??= flush();
    },
    hear(listener) {
      hearing = hearUntilClosed(listener);
    },
    async close() {
      closing.abort();
      await flushing;
      await ear?.end().catch(() => undefined);
      await hearing;
    },
  };
}

function toSignal(word: string): Signal | null {
  const [name, id = ''] = word.split(':', 2);
  const kind = signalKinds.find((one) => one === name);
  return kind === undefined ? null : { kind, id };
}
