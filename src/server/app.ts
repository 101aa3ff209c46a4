import { Hono } from 'hono';
import { doors, instancePath, type DoorName } from '#protocol/api.ts';
import { refusalStatus } from '#protocol/refusal.ts';
import { putBlob, readBlob } from '#server/blobs/blobs.ts';
import type { Context } from '#server/context.ts';
import { answerTo, type ServerEnv } from '#server/http/enter.ts';
import type { Room } from '#server/http/room.ts';
import { answerHeaders } from '#server/http/headers.ts';
import { instance } from '#server/http/instance.ts';
import { changeHelpLine } from '#server/host/help-lines.ts';
import { machineRoom } from '#server/host/machine-room.ts';
import { changeCard, changePublicText, readFormerCards } from '#server/host/texts.ts';
import { leaveLetter, readLetters } from '#server/letters/letters.ts';
import { changeAccount } from '#server/people/change-account.ts';
import { closeAccount } from '#server/people/close-account.ts';
import { readAccount, readChain, whyEnded } from '#server/people/chain.ts';
import { found, isFoundingOpen } from '#server/people/found.ts';
import { join } from '#server/people/join.ts';
import { openByKit } from '#server/people/open-by-kit.ts';
import * as signIn from '#server/people/sign-in.ts';
import { putVault, readVault } from '#server/people/vault.ts';
import * as asking from '#server/spaces/ask-for-box.ts';
import { readByInvitation } from '#server/spaces/read-by-invitation.ts';
import { readFormerLog } from '#server/spaces/read-former.ts';
import { readBoxes, readHeads, readLog } from '#server/spaces/read.ts';
import * as spaces from '#server/spaces/write.ts';
import { StoreAway } from '#server/store/store.ts';

const KiB = 1024;

/** Every door of `api.ts`. Who may enter stands there; what is asked of them before they do, in `http/enter.ts`. */
export const rooms: { readonly [Name in DoorName]: Room<Name> } = {
  nonce: { run: signIn.issueNonce, bytesMost: 1 * KiB },
  registerPassphrase: { run: signIn.registerPassphrase, bytesMost: 8 * KiB },
  founding: { run: isFoundingOpen, bytesMost: 1 * KiB },
  found: { run: found, bytesMost: 1600 * KiB },
  readByInvitation: { run: readByInvitation, bytesMost: 1 * KiB },
  join: { run: join, bytesMost: 1600 * KiB },
  signInStart: { run: signIn.startSignIn, bytesMost: 8 * KiB },
  signInFinish: { run: signIn.finishSignIn, bytesMost: 8 * KiB },
  openByKit: { run: openByKit, bytesMost: 1 * KiB },
  changeAccount: { run: changeAccount, bytesMost: 1048 * KiB },
  closeAccount: { run: closeAccount, bytesMost: 4 * KiB },
  account: { run: readAccount, bytesMost: 0 },
  whyEnded: { run: whyEnded, bytesMost: 1 * KiB },
  openSession: { run: signIn.openSession, bytesMost: 1 * KiB },
  endSession: { run: signIn.endSession, bytesMost: 1 * KiB },
  vault: { run: readVault, bytesMost: 0 },
  putVault: { run: putVault, bytesMost: 1032 * KiB },
  chain: { run: readChain, bytesMost: 0 },
  heads: { run: readHeads, bytesMost: 0 },
  openSpace: { run: spaces.openSpace, bytesMost: 400 * KiB },
  log: { run: readLog, bytesMost: 0 },
  formerLog: { run: readFormerLog, bytesMost: 0 },
  append: { run: spaces.appendEvent, bytesMost: 160 * KiB },
  commit: { run: spaces.commit, bytesMost: 900 * KiB },
  boxes: { run: readBoxes, bytesMost: 0 },
  leaveBox: { run: spaces.leaveBox, bytesMost: 1 * KiB },
  askForBox: { run: asking.askForBox, bytesMost: 1 * KiB },
  boxOpened: { run: asking.boxOpened, bytesMost: 1 * KiB },
  boxesAsked: { run: asking.boxesAsked, bytesMost: 0 },
  giveBack: { run: spaces.giveBackEntries, bytesMost: 1600 * KiB },
  leave: { run: spaces.leaveSpace, bytesMost: 1 * KiB },
  drop: { run: spaces.dropBodies, bytesMost: 16 * KiB },
  // A part, and what stands around it.
  putBlob: { run: putBlob, bytesMost: 129 * KiB },
  readBlob: { run: readBlob, bytesMost: 1 * KiB, isPacked: false },
  leaveLetter: { run: leaveLetter, bytesMost: 24 * KiB },
  letters: { run: readLetters, bytesMost: 0 },
  formerCards: { run: readFormerCards, bytesMost: 0 },
  machineRoom: { run: machineRoom, bytesMost: 1 * KiB },
  // Each letter of a card may be four bytes long.
  changeCard: { run: changeCard, bytesMost: 48 * KiB },
  changePublicText: { run: changePublicText, bytesMost: 20 * KiB },
  // The line as it was and as it shall be, of whose letters each may be four bytes long.
  changeHelpLine: { run: changeHelpLine, bytesMost: 34 * KiB },
};

export function createApp(context: Context): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.notFound(() => new Response(null, { status: 404, headers: answerHeaders }));
  app.onError((error) => {
    context.logger.trouble('app', error);
    const status = error instanceof StoreAway ? refusalStatus['store-away'] : 500;
    return new Response(null, { status, headers: answerHeaders });
  });
  app.get(instancePath, (request) => instance(context, request));
  for (const name of doorNames)
    app.on(doors[name].method, doors[name].path, answerTo(context, name, rooms[name]));
  return app;
}

// The keys of an object that is written out above.
const doorNames = Object.keys(rooms) as DoorName[];
