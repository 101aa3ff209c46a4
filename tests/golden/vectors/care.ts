import { newSecret } from '#crypto/epoch.ts';
import { H, reasonHashOf } from '#crypto/hash.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { bytesToText, utf8ToBytes } from '#kernel/bytes.ts';
import { ana, bo, cai, type Person } from '#tests/crypto/cast.ts';
import { openOf, tellLog, type ToldLog } from '#tests/crypto/told-log.ts';
import { removalBy, seatBy } from '#tests/house/care.ts';
import { boxFor, logVector } from './logs.ts';

/** A care circle that grows to three, removes one of them, and is left. */
export async function careLog() {
  const [one, two, unused] = await Promise.all([newInvitation(), newInvitation(), newInvitation()]);
  const log = await tellLog('community', ana, one);
  await log.joins(bo, one);
  await log.changes(ana, { opens: [openOf(two)] });
  await log.joins(cai, two);
  await log.changes(cai, { opens: [openOf(unused)] });
  await seat(log, bo, [ana, bo]);
  await seat(log, cai, [ana, bo, cai]);
  await log.says(cai, 'I was here.');

  const secrets = [log.secret];
  const reason = { salt: H('body', utf8ToBytes('a salt')), words: 'They wrote to people who had said no.' };
  const hash = reasonHashOf(reason.salt, reason.words);
  const { person } = cai.line;
  await log.changes(bo, {
    removes: [person],
    cause: await removalBy(log.place, person, [ana, bo], { reason: hash }),
    raise: { secret: newSecret(), earlier: { epoch: 1, secret: log.secret } },
  });
  secrets.push(log.secret);
  const boxes = [await boxFor(log, { to: bo.line.person, sealPk: bo.line.sealPk })];
  await log.says(ana, 'And now without one of us.');
  await log.changes(ana, { care: [bo.line.person] });
  await log.leaves(bo);
  return {
    log: await logVector({ log, secrets, boxes }, log.entries),
    reason: { salt: bytesToText(reason.salt), words: reason.words, hash: bytesToText(hash) },
  };
}

async function seat(log: ToldLog, { line }: Person, signers: readonly Person[]): Promise<void> {
  const care = [...log.state.care, line.person];
  await log.changes(signers[0]!, { care, cause: await seatBy(log.place, line.person, signers) });
}
