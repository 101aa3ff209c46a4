import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import { textToBytes, type Bytes } from '#kernel/bytes.ts';
import { defaultConfig, type Config } from '#server/config.ts';
import { startServer, type RunningServer, type Surroundings } from '#server/main.ts';
import { joining, opening } from './spaces.ts';
import { makePeer, type Peer } from './peer.ts';
import { Visitor } from './visitor.ts';

export const card = {
  whoRuns: 'The kitchen table group.',
  whatTheySee: 'Who is here, never what is said.',
  boundByLaw: 'Nothing beyond what everybody is.',
  ifSomebodyTalksOfDying: 'We stay and listen.',
  howLongThingsStay: 'Until you take them back.',
  ages: 'Eighteen and older.',
};

/** The first of January 2030, at noon. */
const someday = Date.UTC(2030, 0, 1, 12);
const plenty = { personPerMinute: 100_000, addressPerMinute: 100_000, triesPerHour: 10 };

/** A whole server in this process, over the wire, with a clock that a story sets. */
export class House {
  readonly folder: string;
  readonly clock: { now: number } = { now: someday };
  /** What was logged. */
  readonly lines: string[] = [];
  readonly config: Config;
  server!: RunningServer;
  readonly #around: Surroundings;

  private constructor(config: Partial<Config>, around: Surroundings) {
    this.#around = around;
    this.folder = mkdtempSync(path.join(tmpdir(), 'house-'));
    this.config = {
      ...defaultConfig,
      port: 0,
      dataFolder: path.join(this.folder, 'data'),
      // Doors need no pages.
      buildFolder: path.join(this.folder, 'build'),
      limits: plenty,
      ...config,
    };
  }

  static async open(config: Partial<Config> = {}, around: Surroundings = {}): Promise<House> {
    const house = new House(config, around);
    await house.start();
    return house;
  }

  get origin(): string {
    return this.server.origin;
  }

  get foundingToken(): Bytes {
    return textToBytes(this.server.foundingLink!.split('#')[1]!)!;
  }

  async start(): Promise<void> {
    this.server = await startServer(this.config, {
      clock: () => this.clock.now,
      write: (line) => this.lines.push(line),
      ...this.#around,
    });
  }

  /** As a machine that was switched off and on; what people sign names the address, so it stays the same. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.origin).port);
    await this.server.close();
    Object.assign(this.config, { port });
    await this.start();
  }

  visitor(peer: Peer): Visitor {
    return new Visitor(this, peer);
  }

  /** Everything that lies on the disk, as one piece. */
  onDisk(): Buffer {
    const folder = this.config.dataFolder;
    return Buffer.concat(readdirSync(folder).map((file) => readFileSync(path.join(folder, file))));
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Community {
  readonly house: House;
  readonly space: Bytes;
  readonly ana: Visitor;
  readonly bo: Visitor;
  readonly cai: Visitor;
  /** After all three have come. */
  readonly place: LogPlace;
  /** Still open, and opened by Ana. */
  readonly invitation: Invitation;
}

/** Ana has founded a community, and Bo and Cai have come by her invitations. One more is open. */
export async function foundCommunity(config: Partial<Config> = {}): Promise<Community> {
  const house = await House.open(config);
  const [ana, bo, cai] = await Promise.all([visitorOf(house), visitorOf(house), visitorOf(house)]);
  const invitations = await Promise.all([newInvitation(), newInvitation(), newInvitation()]);
  const opened = await opening(ana.peer, 'community', invitations);
  await ana.call('found', {
    token: house.foundingToken,
    account: ana.peer.account,
    card,
    ...opened.request,
  });
  const { space } = opened.made.commit;
  let { place } = opened.made;
  for (const [index, visitor] of [bo, cai].entries()) {
    const joined = await joining(place, visitor.peer, invitations[index]!);
    await visitor.call('join', { account: visitor.peer.account, space, ...joined.request });
    place = joined.made.place;
  }
  return { house, space, ana, bo, cai, place, invitation: invitations[2]! };
}

async function visitorOf(house: House): Promise<Visitor> {
  return house.visitor(await makePeer());
}

export interface Pair {
  readonly space: Bytes;
  readonly place: LogPlace;
}

/** Two who are signed in open a pair. */
export async function openPair(opener: Visitor, newcomer: Visitor): Promise<Pair> {
  const invitation = await newInvitation();
  const opened = await opening(opener.peer, 'pair', [invitation]);
  await opener.call('openSpace', opened.request);
  const { space } = opened.made.commit;
  const joined = await joining(opened.made.place, newcomer.peer, invitation);
  await newcomer.call('commit', joined.request, { place: space });
  return { space, place: joined.made.place };
}
