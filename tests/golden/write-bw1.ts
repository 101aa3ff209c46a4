import { writeFileSync } from 'node:fs';
import { sealTo } from '#crypto/box.ts';
import { newSecret, sealBox } from '#crypto/epoch.ts';
import { signinNameHash } from '#crypto/hash.ts';
import { fragmentOf, invitationFromSecret } from '#crypto/invitation.ts';
import { newKit } from '#crypto/kit.ts';
import { safetyWords } from '#crypto/safety.ts';
import { newVaultKey, toPublic } from '#crypto/unlockers.ts';
import { sealVault } from '#crypto/vault.ts';
import { bytesToText, utf8ToBytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { toCbor, type Encodable } from '#protocol/cbor.ts';
import { ana, bo } from '#tests/crypto/cast.ts';
import { tellLog } from '#tests/crypto/told-log.ts';

/**
 * Writes `bw1.json` anew: what this release makes, for every later release to read. Once something is released it is
 * never written again, because logs like it lie on people's devices; a later version writes a file of its own.
 */

const text = (value: Encodable): string => bytesToText(toCbor(value));

const invitation = await invitationFromSecret(newSecret());
const log = await tellLog('pair', ana, invitation);
const first = log.entries[0]!;
const fragment = fragmentOf({
  secret: invitation.secret,
  space: log.space,
  number: 1,
  commit: idToBytes(log.state.commits[0]!),
  inviter: ana.line.person,
  inviterHead: ana.line.chainHead,
});
await log.joins(bo, invitation);
await log.says(ana, 'Are you up?');
await log.says(bo, 'Just made tea.');
const secrets = [log.secret];
const { commit } = await log.raises(ana);
secrets.push(log.secret);
const begin = { space: log.space, number: commit.number, prev: commit.prev };
const box = await sealBox({
  ...begin,
  secret: log.secret,
  epoch: 2,
  to: bo.line.person,
  sealPk: bo.line.sealPk,
});
await log.says(bo, 'And now under a new key.');
await log.leaves(bo);

const { person, unlockersHash, head } = ana.state;
const vaultKey = newVaultKey();
const vault = await sealVault({
  content: {
    v: 1,
    person,
    signSeed: ana.seeds.sign,
    sealSeed: ana.seeds.seal,
    spaces: [{ space: log.space, seq: log.place.seq, hash: log.place.hash }],
    heads: [{ person: bo.line.person, chainHead: bo.line.chainHead }],
    preferences: { greeting: 'hello' },
  },
  version: 1,
  chainHead: head,
  vaultKey,
  signKey: ana.signKey,
});
const unlockers = [
  await toPublic(ana.passphrase, { person, unlockersHash }, vaultKey),
  await toPublic(ana.kit, { person, unlockersHash }, vaultKey),
];
const kit = await newKit();
const letterPlace = { use: 'letter', receiver: bo.line.person, subject: bo.line.person } as const;
const letter = await sealTo({
  ...letterPlace,
  number: bo.line.link,
  prev: bo.line.chainHead,
  to: bo.line.sealPk,
  plaintext: utf8ToBytes('I read your introduction.'),
});

const golden = {
  people: { ana: text(ana.line), bo: text(bo.line) },
  log: {
    entries: log.entries.map((entry) => text(entry)),
    hash: bytesToText(log.place.hash),
    secrets: secrets.map(bytesToText),
    box: text(box),
    said: ['Are you up?', 'Just made tea.', 'And now under a new key.'],
  },
  fragment: { text: fragment, invitation: bytesToText(invitation.signKey.publicKey), at: first.seq },
  account: text({ person, chain: [...ana.chain], unlockers, vault }),
  kit: {
    words: kit.words,
    recoveryPk: bytesToText(kit.recoveryKey.publicKey),
    unlockerPk: bytesToText(kit.unlocker.signKey.publicKey),
    lookup: bytesToText(kit.lookup),
  },
  letter: bytesToText(letter),
  signinName: bytesToText(signinNameHash('https://together.example', 'river lamp sun')),
  safetyWords: safetyWords(log.space, ana.line.person, bo.line.person),
};
writeFileSync(new URL('bw1.json', import.meta.url), `${JSON.stringify(golden, null, 2)}\n`);
