import { sealTo } from '#crypto/box.ts';
import { cardHashOf, H, signinNameHash } from '#crypto/hash.ts';
import { newKit } from '#crypto/kit.ts';
import { safetyWords } from '#crypto/safety.ts';
import { unlockerFromSeed } from '#crypto/unlockers.ts';
import { bytesToText, utf8ToBytes } from '#kernel/bytes.ts';
import { toCbor } from '#protocol/cbor.ts';
import { release } from '#server/release.ts';
import { card } from '#tests/cast.ts';
import { ana, bo, cai } from '#tests/crypto/cast.ts';
import { accountVectors } from './vectors/account.ts';
import { communityLog, pairLog, soloLog } from './vectors/logs.ts';
import { chainVector, personVector } from './vectors/people.ts';
import { text } from './vectors/text.ts';
import { writeOnce } from './write-once.ts';

// Writes `bw1.json`: one of everything that this release seals, signs or hashes, for every later release and for
// `verify.py` to read. A later version of the protocol writes a file of its own.

const pair = await pairLog();
const community = await communityLog();
const origin = 'https://together.example';

const newPassphrase = H('person', utf8ToBytes("Ana's next passphrase"));
const accounts = await accountVectors(
  ana,
  { space: pair.log.space, place: pair.log.place, friend: bo },
  await unlockerFromSeed('passphrase', newPassphrase),
);

const kit = await newKit();
const letter = toCbor({
  from: ana.line.person,
  to: bo.line.person,
  space: pair.log.space,
  link: pair.fragment,
  words: 'I read your introduction.',
});
const sealedLetter = await sealTo({
  use: 'letter',
  receiver: bo.line.person,
  subject: bo.line.person,
  number: bo.line.link,
  prev: bo.line.chainHead,
  to: bo.line.sealPk,
  plaintext: toCbor({ letter, signature: await ana.signKey.sign('letter', letter) }),
});
const signin = toCbor({ origin, person: ana.line.person, nonce: H('session', utf8ToBytes('a nonce')) });

const golden = {
  release,
  people: [ana, bo, cai].map(personVector),
  chain: await chainVector(),
  pair: pair.vector,
  community: community.vector,
  solo: await soloLog(),
  invitations: community.invitations,
  fragment: pair.fragment,
  nextPassphrase: bytesToText(newPassphrase),
  accounts,
  kit: {
    words: kit.words.join(' '),
    recoveryPk: bytesToText(kit.recoveryKey.publicKey),
    unlockerPk: bytesToText(kit.unlocker.signKey.publicKey),
    lookup: bytesToText(kit.lookup),
  },
  letter: bytesToText(sealedLetter),
  words: 'I read your introduction.',
  signin: {
    statement: bytesToText(signin),
    signature: bytesToText(await ana.signKey.sign('signin', signin)),
    name: 'river lamp sun',
    nameHash: bytesToText(signinNameHash(origin, 'river lamp sun')),
  },
  card: { card: text(card), hash: bytesToText(cardHashOf(card)) },
  safetyWords: safetyWords(pair.log.space, ana.line.person, bo.line.person).join(' '),
};
await writeOnce(new URL('bw1.json', import.meta.url), `${JSON.stringify(golden, null, 2)}\n`);
