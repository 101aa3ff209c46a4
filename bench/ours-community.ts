import { cp } from 'node:fs/promises';
import { nextCommit, type MadeCommit } from '#crypto/commit.ts';
import { newSecret, sealBox } from '#crypto/epoch.ts';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { bytesToText, textToBytes } from '#kernel/bytes.ts';
import { freePort } from '#tests/free-port.ts';
import type { Child } from './child.ts';
import { newDatabase } from './database.ts';
import { Visitor } from './doors.ts';
import { bytesIn, newFolder } from './folder.ts';
import { startOurs } from './ours-server.ts';
import { makePerson, wanted, type Person } from './people.ts';
import type { Setting } from './setting.ts';
import { joinSpace, makePair, openSpace, untilMinute, type MadePair, type Sent } from './spaces.ts';
import { stopAll, writerCount } from './stage.ts';

/** One community of all writers, made once through our server's own doors, and copied for every repetition. */
export interface Community {
  readonly port: number;
  readonly writers: readonly {
    readonly person: Person;
    readonly visitor: Visitor;
    readonly pair: MadePair;
  }[];
  /** Starts our server over a copy of it, or several. */
  readonly start: (nodes: number) => Promise<Started>;
  readonly clearAway: () => Promise<void>;
}

export interface Started {
  readonly servers: readonly Child[];
  /** Where each of them listens. */
  readonly ports: readonly number[];
  /** From the start of each process to its being ready, all of them together. */
  readonly readyAfterMs: number;
  readonly stored: () => Promise<number>;
  readonly strike: () => Promise<void>;
}

const made = new Map<Setting['store'], Promise<Community>>();

export function ourCommunity(store: Setting['store']): Promise<Community> {
  const community = made.get(store) ?? makeCommunity(store);
  made.set(store, community);
  return community;
}

/** Whatever was measured, nothing of it stays. */
export async function clearCommunitiesAway(): Promise<void> {
  for (const community of made.values()) await (await community).clearAway();
}

/** As many as one commit opens. */
const opensMost = 16;
const card = {
  whoRuns: 'Nobody.',
  whatTheySee: 'Nothing.',
  boundByLaw: 'Nobody.',
  ifSomebodyTalksOfDying: 'We stay.',
  howLongThingsStay: 'A minute.',
  ages: 'All.',
};

async function makeCommunity(store: Setting['store']): Promise<Community> {
  const template = await newFolder();
  const database = store === 'PostgreSQL' ? await newDatabase() : null;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = await startOurs({ folder: template.path, port, databaseUrl: database?.url });
  const people = await Promise.all(Array.from({ length: writerCount }, makePerson));
  const visitors = await comeIn(people, port, foundingToken(server.ready));
  const writers: Community['writers'][number][] = [];
  for (let index = 0; index < writerCount; index += 2) {
    writers.push(...(await meet(people, visitors, index)));
  }
  await server.stop();
  return {
    port,
    writers,
    async start(nodes) {
      const copy = await database?.copy();
      const folders = await Promise.all(Array.from({ length: nodes }, newFolder));
      const ports = [port, ...(await Promise.all(folders.slice(1).map(freePort)))];
      const servers: Child[] = [];
      let readyAfterMs = 0;
      for (const [index, folder] of folders.entries()) {
        // With the one secret that lies in no database.
        await cp(template.path, folder.path, { recursive: true });
        const place = { folder: folder.path, port: ports[index]!, origin, databaseUrl: copy?.url };
        const began = performance.now();
        servers.push(await startOurs(place));
        readyAfterMs += performance.now() - began;
      }
      return {
        servers,
        ports,
        readyAfterMs,
        stored: () => copy?.bytes() ?? bytesIn(folders[0]!.path),
        async strike() {
          await stopAll(servers);
          await copy?.drop();
          for (const folder of folders) await folder.remove();
        },
      };
    },
    async clearAway() {
      await database?.drop();
      await template.remove();
    },
  };
}

/** Founds, invites and lets in, as many at a time as one commit has invitations for. */
async function comeIn(people: readonly Person[], port: number, token: string): Promise<Visitor[]> {
  const secret = newSecret();
  const [founder, ...others] = people as [Person, ...Person[]];
  const host = new Visitor(port);
  let invitations = await newInvitations(Math.min(opensMost, others.length));
  const opened = await openSpace(founder, secret, { kind: 'community', invitations });
  await host.call('found', {
    token: textToBytes(token)!,
    account: accountOf(founder),
    card,
    ...mutable(opened.sent),
  });
  const visitors = [host];
  let last = opened.made;
  for (const newcomer of others) {
    if (invitations.length === 0) {
      invitations = await newInvitations(Math.min(opensMost, people.length - visitors.length));
      last = await openMore(host, founder, { secret, first: opened.made, last, invitations });
    }
    const invitation = invitations.shift()!;
    const joined = await joinSpace(newcomer, secret, { first: opened.made, after: last, invitation });
    const visitor = new Visitor(port);
    const { space } = opened.made.commit;
    await visitor.call('join', { account: accountOf(newcomer), space, ...mutable(joined.sent) });
    visitors.push(visitor);
    last = joined.made;
  }
  return visitors;
}

async function openMore(
  host: Visitor,
  founder: Person,
  opening: {
    readonly secret: Awaited<ReturnType<typeof newSecret>>;
    readonly first: MadeCommit;
    readonly last: MadeCommit;
    readonly invitations: readonly Invitation[];
  },
): Promise<MadeCommit> {
  const { secret, first, last, invitations } = opening;
  const { space, number, prev } = first.commit;
  const receivers = invitations.map(({ signKey, sealKey }) => ({
    signPk: signKey.publicKey,
    sealPk: sealKey.publicKey,
  }));
  const next = wanted(
    await nextCommit({
      place: last.place,
      author: founder.line.person,
      signKey: founder.signKey,
      change: { opens: receivers.map((receiver) => ({ ...receiver, until: untilMinute() })) },
    }),
  );
  const boxes = await Promise.all(
    receivers.map(({ signPk, sealPk }) =>
      sealBox({ secret, epoch: 1, space, number, prev, to: signPk, sealPk }),
    ),
  );
  await host.call('commit', { commit: next.signed, boxes }, bytesToText(space));
  return next;
}

/** The two writers from `index` on open a pair. */
async function meet(people: readonly Person[], visitors: readonly Visitor[], index: number) {
  const both = [index, index + 1].map((at) => ({ person: people[at]!, visitor: visitors[at]! }));
  const [opener, newcomer] = both as [(typeof both)[number], (typeof both)[number]];
  const pair = await makePair(opener.person, newcomer.person);
  await opener.visitor.call('openSpace', mutable(pair.opening));
  await newcomer.visitor.call('commit', mutable(pair.joining), bytesToText(pair.place.state!.space));
  return both.map((one) => ({ ...one, pair }));
}

function newInvitations(count: number): Promise<Invitation[]> {
  return Promise.all(Array.from({ length: count }, newInvitation));
}

function accountOf({ account }: Person) {
  // Nobody here ever signs in by passphrase, so no record has to fit one.
  return { ...account, passphrase: 'none' };
}

function mutable({ commit, boxes }: Sent) {
  return { commit, boxes: [...boxes] };
}

function foundingToken(line: string): string {
  return line.split('#')[1]!.trim();
}
