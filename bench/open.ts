import { openEvent } from '#crypto/seal.ts';
import { verifyEntries } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { pageMost, type LogEntry } from '#protocol/api.ts';
import type { Benchmark } from './benchmark.ts';
import { makePerson, wanted } from './people.ts';
import { makeEvent, makePair, type MadePair } from './spaces.ts';

const events = 2000;

/** What a device pays for believing nobody: signatures, the log's chain of hashes, membership, and the seal. */
export const open: Benchmark = {
  name: 'open',
  about: `${events} events of a pair verified and opened by pages; bare is one signature check and one AES-GCM decryption of the same length each, by WebCrypto with keys at hand`,
  async run(repetitions) {
    const { pair, entries } = await prepare();
    const bareEvents = await prepareBare(entries);
    const ours: number[] = [];
    const bareByPage: number[] = [];
    const bareOneByOne: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      bareByPage.push(await timed(() => openBare(bareEvents, pageMost)));
      bareOneByOne.push(await timed(() => openBare(bareEvents, 1)));
      ours.push(await timed(() => openAll(pair, entries)));
    }
    const name = `verify and open ${events} events`;
    return [
      { name, unit: 'ms', ours, bare: bareOneByOne, goal: 'at most 1.3 of bare' },
      { name: `${name}, bare a page at once`, unit: 'ms', ours, bare: bareByPage },
    ];
  },
};

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function prepare(): Promise<{ pair: MadePair; entries: readonly LogEntry[] }> {
  const both = [await makePerson(), await makePerson()] as const;
  const pair = await makePair(...both);
  const first = pair.place.seq + 1;
  const entries: LogEntry[] = [];
  for (let index = 0; index < events; index++) {
    const event = await makeEvent(pair, index % 2 === 0 ? both[0] : both[1]);
    entries.push({ seq: first + index, at: 0, event });
  }
  return { pair, entries };
}

async function openAll(pair: MadePair, entries: readonly LogEntry[]): Promise<void> {
  let { place } = pair;
  for (let from = 0; from < entries.length; from += pageMost) {
    const page = wanted(await verifyEntries(place, entries.slice(from, from + pageMost)));
    ({ place } = page);
    await Promise.all(
      page.verified.map(async (entry) => {
        if (entry.type !== 'event' || entry.event.body === undefined) throw new Error('no event');
        wanted(await openEvent({ secret: pair.secret, header: entry.header, body: entry.event.body }));
      }),
    );
  }
}

interface BareEvents {
  readonly verifyKey: CryptoKey;
  readonly openKey: CryptoKey;
  readonly events: readonly {
    readonly statement: Bytes;
    readonly signature: Bytes;
    readonly sealed: Bytes;
  }[];
}

const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };

async function prepareBare(entries: readonly LogEntry[]): Promise<BareEvents> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('Ed25519 comes as a pair of keys');
  const openKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const made = entries.map(async ({ event }) => {
    const statement = event?.header ?? new Uint8Array();
    const plaintext = new Uint8Array(event?.body?.length ?? 0);
    return {
      statement,
      signature: new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, statement)),
      sealed: new Uint8Array(await crypto.subtle.encrypt(algorithm, openKey, plaintext)),
    };
  });
  return { verifyKey: pair.publicKey, openKey, events: await Promise.all(made) };
}

async function openBare({ verifyKey, openKey, events: all }: BareEvents, atOnce: number): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) {
    await Promise.all(
      all.slice(from, from + atOnce).map(async ({ statement, signature, sealed }) => {
        const isRight = await crypto.subtle.verify('Ed25519', verifyKey, signature, statement);
        if (!isRight) throw new Error('a signature is wrong');
        await crypto.subtle.decrypt(algorithm, openKey, sealed);
      }),
    );
  }
}
