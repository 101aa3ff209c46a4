import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hash } from 'node:crypto';
import type { Bytes } from '#kernel/bytes.ts';
import type { EntryType, Store, StoredEntry, StoredPerson } from '#server/store/store.ts';

/** What is opened, and how it is opened again after it was closed. */
export interface UnderTest {
  /** Whether anybody can read beside a write. */
  readonly isOneConnection?: true;
  open(): Promise<Store>;
  /** Leaves nothing behind. */
  clear(): Promise<void>;
}

/** Some 32 bytes, the same for the same name. */
export function named(name: string): Bytes {
  return new Uint8Array(hash('sha256', name, 'buffer'));
}

function personNamed(name: string): StoredPerson {
  return {
    person: named(name),
    chain: named(`${name} chain`),
    link: 0,
    chainHead: named(`${name} head`),
    signPk: named(`${name} sign`),
    sealPk: named(`${name} seal`),
    unlockers: named(`${name} unlockers`),
    passphrase: name,
    signinName: named(`${name} name`),
    kitLookup: named(`${name} kit`),
    accountHash: named(`${name} account`),
  };
}

function entryAt(
  seq: number,
  type: EntryType = 'event',
  body: Bytes | null = named(`body ${seq}`),
): StoredEntry {
  const [statement, signature] = [named(`statement ${seq}`), named(`signature ${seq}`)];
  return { seq, at: 100 + seq, type, hash: named(`hash ${seq}`), statement, signature, body };
}

const vault = { version: 1, vault: named('vault') };
const [ana, bo, cai] = [personNamed('ana'), personNamed('bo'), personNamed('cai')];
const pair = named('pair');

/** What every store does, whatever stands behind it. */
export function storeConformance(name: string, underTest: () => UnderTest): void {
  describe(`the store on ${name}`, () => {
    let under: UnderTest;
    let store: Store;

    beforeEach(async () => {
      under = underTest();
      store = await under.open();
      await store.write(async (writes) => {
        for (const person of [ana, bo, cai]) await writes.addPerson(person, vault);
        await writes.addSpace({ space: pair, kind: 'pair', controlSeq: 1, state: named('state') });
        await writes.addEntry(pair, named('id 1'), entryAt(1, 'commit', null));
        for (const { person, signPk } of [ana, bo]) {
          await writes.putMembership(pair, person, { signPk, isFormer: false, endedAt: null });
        }
      });
    });
    afterEach(async () => {
      await store.close();
      await under.clear();
    });

    const append = (seq: number, id = `id ${seq}`, entry = entryAt(seq)) =>
      store.write((writes) => writes.addEntry(pair, named(id), entry));

    test('gives back what was written, also after it was closed', async () => {
      await append(2);
      await store.close();
      store = await under.open();
      expect(await store.read.entryById(pair, named('id 2'))).toEqual(entryAt(2));
      expect(await store.read.person(ana.person)).toEqual(ana);
      expect(await store.read.vault(ana.person)).toEqual(vault);
    });

    test('writes all or nothing', async () => {
      const writing = store.write(async (writes) => {
        await writes.addEntry(pair, named('id 2'), entryAt(2));
        throw new Error('a change of mind');
      });
      await expect(writing).rejects.toThrow('a change of mind');
      expect(await store.read.entryById(pair, named('id 2'))).toBeNull();
      expect(await append(2)).toBe(true);
    });

    test('shows nobody what is not committed, but the writer', async () => {
      await store.write(async (writes) => {
        await writes.addEntry(pair, named('id 2'), entryAt(2));
        expect(await writes.entryById(pair, named('id 2'))).toEqual(entryAt(2));
        if (under.isOneConnection) return;
        expect(await store.read.entryById(pair, named('id 2'))).toBeNull();
      });
    });

    test.each([
      ['nothing of what they hold', undefined],
      ['that they hold the same', [ana.person, bo.person]],
    ])('lets those write one after the other who say %s', async (_, holding) => {
      const count = async () => {
        await store.write(async (writes) => {
          const before = await writes.knockCount(ana.person, bo.person);
          await writes.putKnockCount(ana.person, bo.person, before + 1);
        }, holding);
      };
      await Promise.all(Array.from({ length: 20 }, count));
      expect(await store.read.knockCount(ana.person, bo.person)).toBe(20);
    });

    test('lets those write one after the other who ask for the place of the same log', async () => {
      const grow = () =>
        store.write(async (writes) => {
          const { seq } = (await writes.place(pair))!;
          await writes.addEntry(pair, named(`id ${seq + 1}`), entryAt(seq + 1));
        }, []);
      await Promise.all(Array.from({ length: 20 }, grow));
      expect(await store.read.space(pair)).toMatchObject({ seq: 21 });
    });

    test('lets those who hold nothing wait for whoever holds everything', async () => {
      const done: string[] = [];
      const all = store.write(async (writes) => {
        await writes.knockCount(ana.person, bo.person);
        await new Promise((resolve) => setImmediate(resolve));
        await writes.putKnockCount(ana.person, bo.person, 7);
        done.push('everything');
      });
      const none = store.write(async (writes) => {
        done.push(`nothing, after ${await writes.knockCount(ana.person, bo.person)}`);
      }, []);
      await Promise.all([all, none]);
      // Whoever came first: neither saw half of what the other did.
      const right = [
        ['everything', 'nothing, after 7'],
        ['nothing, after 0', 'everything'],
      ];
      expect(right).toContainEqual(done);
    });

    test('puts many entries down at once, or none', async () => {
      const story = named('story');
      await store.write((writes) =>
        writes.addSpace({ space: story, kind: 'pair', controlSeq: 1, state: named('its state') }),
      );
      const entries = [2, 3, 4].map((seq) => ({ space: pair, id: named(`id ${seq}`), entry: entryAt(seq) }));
      const other = { space: story, id: named('id 1'), entry: { ...entryAt(1, 'leave', null), at: 7 } };
      await store.write(async (writes) => {
        await writes.addEntries([entries[0]!, other, entries[1]!]);
        const ids = [...entries, other, { space: story, id: named('id 2') }];
        expect(await writes.areThere(ids)).toEqual([true, true, false, true, false]);
        const places = await writes.places([story, named('nowhere'), pair]);
        expect(places.map((place) => place?.seq ?? null)).toEqual([1, null, 3]);
      });
      expect(await store.read.entries(story, { after: 0, most: 9, bytesMost: 999 })).toEqual([other.entry]);
      expect(await store.read.space(pair)).toMatchObject({ seq: 3, hash: named('hash 3') });
      const again = [entries[2]!, entries[1]!];
      await expect(store.write((writes) => writes.addEntries(again))).rejects.toThrow();
      expect(await store.read.entryById(pair, named('id 4'))).toBeNull();
    });

    test('gives a job to one of those who ask, and again when it is due', async () => {
      const claim = (now: number) =>
        store.write((writes) => writes.claim('sweep', { now, again: now + 60 }), []);
      const given = await Promise.all([claim(100), claim(100), claim(100)]);
      expect(given.filter((isOurs) => isOurs)).toHaveLength(1);
      expect(await claim(159)).toBe(false);
      expect(await claim(160)).toBe(true);
    });

    test('leaves a job due that was not done', async () => {
      const failing = store.write(async (writes) => {
        expect(await writes.claim('sweep', { now: 5, again: 65 })).toBe(true);
        throw new Error('not done');
      });
      await expect(failing).rejects.toThrow('not done');
      expect(await store.write((writes) => writes.claim('sweep', { now: 5, again: 65 }))).toBe(true);
    });

    test('keeps the first secret it was told of', async () => {
      const keep = (name: string) => store.write((writes) => writes.keepSetup(named(name)));
      expect(await keep('one')).toEqual(named('one'));
      expect(await keep('another')).toEqual(named('one'));
    });

    describe('what passes', () => {
      test('is kept until it is taken, which is once', async () => {
        await store.passing.keep('nonce a', { value: named('a'), until: 1000 });
        expect(await store.passing.look('nonce a', 999)).toEqual(named('a'));
        const taken = await Promise.all([1, 2, 3].map(() => store.passing.take('nonce a', 999)));
        expect(taken.filter((value) => value !== null)).toEqual([named('a')]);
        expect(await store.passing.take('nonce b', 0)).toBeNull();
      });

      test('has its time', async () => {
        await store.passing.keep('a', { value: named('a'), until: 1000 });
        expect(await store.passing.look('a', 1000)).toBeNull();
        expect(await store.passing.take('a', 1000)).toBeNull();
        expect(await store.passing.take('a', 5)).toBeNull();
      });

      test('is kept anew under the same key', async () => {
        await store.passing.keep('a', { value: named('a'), until: 1000 });
        await store.passing.keep('a', { value: named('b'), until: 2000 });
        expect(await store.passing.look('a', 1500)).toEqual(named('b'));
      });

      test('is counted so often in a stretch of time, and not more', async () => {
        const count = (key: string, now: number) => store.passing.count(key, { most: 3, now, lasts: 100 });
        const counted = await Promise.all([1, 2, 3, 4, 5].map(() => count('ana', 1000)));
        expect(counted.filter((isInTime) => isInTime)).toHaveLength(3);
        expect(await count('bo', 1000)).toBe(true);
        expect(await count('ana', 1099)).toBe(false);
        expect(await count('ana', 1100)).toBe(true);
      });
    });

    test('takes a person once, and a sign-in name and a kit once', async () => {
      const again = (change: Partial<StoredPerson>) =>
        store.write((writes) => writes.addPerson({ ...personNamed('dee'), ...change }, vault));
      expect(await again({ person: ana.person })).toBe(false);
      expect(await again({ signinName: ana.signinName })).toBe(false);
      expect(await again({ kitLookup: ana.kitLookup })).toBe(false);
      expect(await again({})).toBe(true);
      expect(await store.read.personBySigninName(ana.signinName)).toEqual(ana);
      expect(await store.read.personBySigninName(named('nobody'))).toBeNull();
    });

    test('gives an id one place, and a place to one entry', async () => {
      expect(await append(2)).toBe(true);
      expect(await append(3, 'id 2')).toBe(false);
      expect(await store.read.entries(pair, { after: 1, most: 9, bytesMost: 9999 })).toEqual([entryAt(2)]);
      await expect(append(2, 'id 3')).rejects.toThrow();
      expect(await store.read.entryById(pair, named('id 3'))).toBeNull();
    });

    test('pages through a log in its order', async () => {
      for (const seq of [2, 3, 4, 5]) await append(seq);
      const page = async (after: number, most: number, bytesMost = 9999) =>
        (await store.read.entries(pair, { after, most, bytesMost })).map(({ seq }) => seq);
      expect(await page(0, 3)).toEqual([1, 2, 3]);
      expect(await page(3, 3)).toEqual([4, 5]);
      expect(await page(5, 3)).toEqual([]);
      expect(await page(1, 9, 100)).toEqual([2, 3]);
      expect(await store.read.entries(named('elsewhere'), { after: 0, most: 9, bytesMost: 99 })).toEqual([]);
    });

    test('knows the newest place of a log, and the hash at each', async () => {
      await append(2);
      const place = { seq: 2, hash: named('hash 2'), controlSeq: 1 };
      expect(await store.write((writes) => writes.place(pair))).toEqual(place);
      expect(await store.read.space(pair)).toEqual({
        ...place,
        space: pair,
        kind: 'pair',
        state: named('state'),
      });
      expect(await store.read.hashAt(pair, 1)).toEqual(named('hash 1'));
      expect(await store.read.hashAt(pair, 3)).toBeNull();
      expect(await store.read.space(named('elsewhere'))).toBeNull();
      expect(await store.write((writes) => writes.place(named('elsewhere')))).toBeNull();
    });

    test('wipes a body and nothing else', async () => {
      await append(2);
      await append(3);
      await store.write((writes) => writes.wipeBody(pair, named('id 2')));
      expect(await store.read.entries(pair, { after: 1, most: 9, bytesMost: 9999 })).toEqual([
        { ...entryAt(2), body: null },
        entryAt(3),
      ]);
      await store.scrub();
    });

    describe('a picture', () => {
      const [picture, event] = [named('picture'), named('its event')];
      const showing = { space: pair, author: ana.person, event };
      const bring = (id = picture, begunAt = 5) =>
        store.write(async (writes) => {
          await writes.addBlob(pair, id, { author: ana.person, length: 64, parts: 2, begunAt });
          await writes.addBlobPart(pair, id, { number: 0, bytes: named('one') });
        });
      const bringOn = (id = picture) =>
        store.write((writes) => writes.addBlobPart(pair, id, { number: 1, bytes: named('two') }));

      test('lies here in its parts, as far as they have come', async () => {
        await bring();
        const half = { author: ana.person, length: 64, missing: 1, isTied: false };
        expect(await store.read.blob(pair, picture)).toEqual(half);
        await bringOn();
        expect(await store.read.blob(pair, picture)).toEqual({ ...half, missing: 0 });
        expect(await store.read.blobPart(pair, picture, 0)).toEqual(named('one'));
        expect(await store.read.blobPart(pair, picture, 1)).toEqual(named('two'));
        expect(await store.read.blobPart(pair, picture, 2)).toBeNull();
        expect(await store.read.blob(named('elsewhere'), picture)).toBeNull();
        expect(await store.read.blobPart(named('elsewhere'), picture, 0)).toBeNull();
        await expect(bring()).rejects.toThrow();
      });

      test('is tied to one event of its author, once it is whole', async () => {
        const tie = (change: Partial<typeof showing> = {}, ids = [picture]) =>
          store.write((writes) => writes.tieBlobs({ ...showing, ...change }, ids));
        await bring();
        expect(await tie()).toBe(false);
        await bringOn();
        expect(await tie({ author: bo.person })).toBe(false);
        expect(await tie({}, [picture, named('another')])).toBe(false);
        expect(await tie()).toBe(true);
        expect(await tie({ event: named('another') })).toBe(false);
        expect(await store.read.blob(pair, picture)).toMatchObject({ isTied: true });
        await store.write((writes) => writes.untieBlobs(pair, event));
        expect(await tie({ event: named('another') })).toBe(true);
      });

      test('goes with its event, in all its parts, and nothing else does', async () => {
        for (const id of [picture, named('another')]) {
          await bring(id);
          await bringOn(id);
        }
        await store.write((writes) => writes.tieBlobs(showing, [picture]));
        expect(await store.read.blobsOf(ana.person)).toEqual({ bytes: 128, untied: 1 });
        expect(await store.read.blobsOf(bo.person)).toEqual({ bytes: 0, untied: 0 });
        await store.write((writes) => writes.wipeBlobs(pair, event));
        expect(await store.read.blob(pair, picture)).toBeNull();
        expect(await store.read.blobPart(pair, picture, 1)).toBeNull();
        expect(await store.read.blobPart(pair, named('another'), 1)).toEqual(named('two'));
        expect(await store.read.blobsOf(ana.person)).toEqual({ bytes: 64, untied: 1 });
      });

      test('that no event shows has its time', async () => {
        await bring(picture, 4);
        await bringOn();
        await bring(named('older'), 4);
        await bring(named('newer'), 5);
        await store.write(async (writes) => {
          await writes.tieBlobs(showing, [picture]);
          await writes.sweep({
            sessionsUntil: 0,
            lettersBefore: 0,
            accountsBefore: 0,
            boxAsksBefore: 0,
            blobsBefore: 4,
          });
        });
        expect(await store.read.blob(pair, picture)).not.toBeNull();
        expect(await store.read.blob(pair, named('older'))).toBeNull();
        expect(await store.read.blob(pair, named('newer'))).not.toBeNull();
      });
    });

    test('lists the heads of those spaces that somebody is in', async () => {
      await append(2);
      const head = { space: pair, kind: 'pair', seq: 2, hash: named('hash 2') };
      expect(await store.read.headsOf(ana.person)).toEqual([head]);
      expect(await store.read.headsOf(cai.person)).toEqual([]);
      const { signPk } = ana;
      await store.write((writes) =>
        writes.putMembership(pair, ana.person, { signPk, isFormer: true, endedAt: 7 }),
      );
      expect(await store.read.headsOf(ana.person)).toEqual([]);
      expect(await store.read.membership(pair, ana.person)).toEqual({ signPk, isFormer: true, endedAt: 7 });
    });

    test('knows who shares a space now', async () => {
      expect(await store.read.shareASpace(ana.person, bo.person)).toBe(true);
      expect(await store.read.shareASpace(ana.person, cai.person)).toBe(false);
      await store.write((writes) =>
        writes.putMembership(pair, bo.person, { signPk: bo.signPk, isFormer: true, endedAt: 7 }),
      );
      expect(await store.read.shareASpace(ana.person, bo.person)).toBe(false);
    });

    test('knows who shares a pair or a circle now, and takes no community for one', async () => {
      const hall = named('hall');
      await store.write(async (writes) => {
        await writes.addSpace({ space: hall, kind: 'community', controlSeq: 1, state: named('state') });
        for (const { person, signPk } of [ana, cai])
          await writes.putMembership(hall, person, { signPk, isFormer: false, endedAt: null });
      });
      expect(await store.read.shareASpace(ana.person, cai.person)).toBe(true);
      expect(await store.read.shareAClosedSpace(ana.person, cai.person)).toBe(false);
      expect(await store.read.shareAClosedSpace(ana.person, bo.person)).toBe(true);
      const { signPk } = bo;
      await store.write((writes) =>
        writes.putMembership(pair, bo.person, { signPk, isFormer: true, endedAt: null }),
      );
      expect(await store.read.shareAClosedSpace(ana.person, bo.person)).toBe(false);
    });

    test('keeps the state of a space with the place it came from', async () => {
      await store.write((writes) => writes.putState(pair, { controlSeq: 7, state: named('later') }));
      expect(await store.read.space(pair)).toMatchObject({ controlSeq: 7, state: named('later') });
    });

    test('keeps boxes by receiver, epoch and who left them', async () => {
      const box = (sealed: string, epoch = 1) => ({ to: ana.person, epoch, sealed: named(sealed) });
      await store.write(async (writes) => {
        await writes.putBox(pair, ana.person, box('b', 2));
        await writes.putBox(pair, bo.person, box('a'));
        await writes.putBox(pair, cai.person, box('c'));
        await writes.putBox(pair, cai.person, box('d'));
      });
      const boxes = await store.read.boxesTo(pair, ana.person);
      expect(boxes.map(({ epoch }) => epoch)).toEqual([1, 1, 2]);
      expect(boxes).toEqual(expect.arrayContaining([box('a'), box('d'), box('b', 2)]));
      expect(await store.read.boxesTo(pair, bo.person)).toEqual([]);
    });

    test('keeps who asks for a box, for those who are in the space with them', async () => {
      const ask = { space: pair, person: ana.person, epoch: 1 };
      const later = { ...ask, epoch: 2 };
      await store.write(async (writes) => {
        await writes.putMembership(pair, ana.person, { signPk: ana.signPk, isFormer: false, endedAt: null });
        await writes.putMembership(pair, bo.person, { signPk: bo.signPk, isFormer: false, endedAt: null });
        await writes.putBoxAsk(later, 7);
        await writes.putBoxAsk(ask, 5);
        await writes.putBoxAsk(ask, 9);
      });
      expect(await store.read.boxAsksFor(bo.person, 10)).toEqual([ask, later]);
      expect(await store.read.boxAsksFor(ana.person, 1)).toEqual([ask]);
      expect(await store.read.boxAsksFor(cai.person, 10)).toEqual([]);
      await store.write((writes) => writes.dropBoxAsk(later));
      expect(await store.read.boxAsksFor(bo.person, 10)).toEqual([ask]);
      await store.write((writes) =>
        writes.putMembership(pair, bo.person, { signPk: bo.signPk, isFormer: true, endedAt: 7 }),
      );
      expect(await store.read.boxAsksFor(bo.person, 10)).toEqual([]);
      const now = { sessionsUntil: 0, lettersBefore: 0, accountsBefore: 0, boxAsksBefore: 5, blobsBefore: 0 };
      await store.write((writes) => writes.sweep(now));
      expect(await store.read.boxAsksFor(ana.person, 10)).toEqual([]);
    });

    test('keeps how an invitation ended', async () => {
      const signPk = named('invitation');
      await store.write((writes) => writes.putInvitation(pair, signPk, { until: 9, ended: null }));
      expect(await store.read.invitation(pair, signPk)).toEqual({ until: 9, ended: null });
      await store.write((writes) => writes.putInvitation(pair, signPk, { until: 9, ended: 'used' }));
      expect(await store.read.invitation(pair, signPk)).toEqual({ until: 9, ended: 'used' });
      expect(await store.read.invitation(pair, named('none'))).toBeNull();
    });

    test('counts letters for each receiver from one', async () => {
      const letter = (from: StoredPerson, to: StoredPerson, at: number) =>
        store.write((writes) =>
          writes.addLetter({ from: from.person, to: to.person, at, sealed: named(`${at}`) }),
        );
      expect([await letter(ana, bo, 5), await letter(cai, bo, 6), await letter(ana, cai, 7)]).toEqual([
        1, 2, 1,
      ]);
      expect(await store.read.lettersTo(bo.person, 1)).toEqual([
        { id: 2, from: cai.person, at: 6, sealed: named('6') },
      ]);
      expect(await store.read.lettersSince(ana.person, 5)).toBe(1);
      expect(await store.read.lettersSince(ana.person, 4)).toBe(2);
      expect(await store.read.letterBetween(bo.person, ana.person, 4)).toBe(true);
      expect(await store.read.letterBetween(bo.person, ana.person, 5)).toBe(false);
    });

    test('lets go of sessions and letters that had their time, and of no others', async () => {
      await store.write(async (writes) => {
        await writes.putSession(named('old'), { person: ana.person, until: 10 });
        await writes.putSession(named('new'), { person: ana.person, until: 11 });
        await writes.putKnownDevice(named('old'), { person: ana.person, until: 10 });
        await writes.addLetter({ from: ana.person, to: bo.person, at: 4, sealed: named('a') });
        await writes.addLetter({ from: ana.person, to: bo.person, at: 5, sealed: named('b') });
        await writes.sweep({
          sessionsUntil: 10,
          lettersBefore: 4,
          accountsBefore: 4,
          boxAsksBefore: 4,
          blobsBefore: 4,
        });
      });
      expect(await store.read.session(named('old'))).toBeNull();
      expect(await store.read.knownDevice(named('old'))).toBeNull();
      expect(await store.read.session(named('new'))).toEqual({ person: ana.person, until: 11 });
      expect((await store.read.lettersTo(bo.person, 0)).map(({ id }) => id)).toEqual([2]);
    });

    test('ends all sessions of somebody but one, and forgets all their devices but one', async () => {
      const device = { person: ana.person, until: 10 };
      const [keep, bos] = [named('this'), named('bo')];
      const gone = await store.write(async (writes) => {
        for (const name of ['this', 'one', 'two']) {
          await writes.putSession(named(name), device);
          await writes.putKnownDevice(named(name), device);
        }
        await writes.putSession(bos, { person: bo.person, until: 10 });
        await writes.putKnownDevice(bos, { person: bo.person, until: 10 });
        return writes.endOtherSessions(ana.person, { session: keep, device: keep });
      });
      expect(new Set(gone.map((one) => `${one}`))).toEqual(
        new Set([named('one'), named('two')].map((one) => `${one}`)),
      );
      for (const name of ['one', 'two']) {
        expect(await store.read.session(named(name))).toBeNull();
        expect(await store.read.knownDevice(named(name))).toBeNull();
      }
      for (const name of ['this', 'bo']) {
        expect(await store.read.session(named(name))).not.toBeNull();
        expect(await store.read.knownDevice(named(name))).not.toBeNull();
      }
      await store.write((writes) => writes.endOtherSessions(ana.person, { session: keep, device: null }));
      expect(await store.read.knownDevice(keep)).toBeNull();
      expect(await store.read.knownDevice(bos)).not.toBeNull();
    });

    test('closes an account: its chain is all that stays, and nobody finds it by name', async () => {
      const solo = named('solo');
      const closed = {
        person: ana.person,
        chain: named('closed chain'),
        link: 1,
        chainHead: named('closed head'),
        signPk: named('nobody'),
        signinName: named('no name'),
        kitLookup: named('no kit'),
        accountHash: named('no account'),
      };
      const token = { person: ana.person, until: 10 };
      const between = { at: 1, sealed: named('letter') };
      expect(await store.read.wasWithClosed(bo.person, ana.person)).toBe(false);
      const gone = await store.write(async (writes) => {
        await writes.putSession(named('here'), token);
        await writes.putKnownDevice(named('here'), token);
        await writes.addFormerAccount(ana.person, { at: 1, unlockers: named('u'), vault: named('v') });
        await writes.addLetter({ from: ana.person, to: bo.person, ...between });
        await writes.addLetter({ from: bo.person, to: ana.person, ...between });
        await writes.addLetter({ from: bo.person, to: cai.person, ...between });
        await writes.putKnockCount(ana.person, bo.person, 1);
        await writes.addSpace({ space: solo, kind: 'solo', controlSeq: 1, state: named('its') });
        await writes.putMembership(solo, ana.person, { signPk: ana.signPk, isFormer: true, endedAt: null });
        await writes.addEntry(solo, named('alone'), entryAt(1));
        await writes.addEntry(pair, named('together'), entryAt(2));
        await writes.putBox(pair, bo.person, { to: ana.person, epoch: 1, sealed: named('box') });
        return writes.closeAccount(closed);
      });
      expect(gone).toEqual([named('here')]);
      expect(await store.read.person(ana.person)).toEqual({
        ...ana,
        ...closed,
        unlockers: new Uint8Array(),
        passphrase: '',
      });
      expect(await store.read.vault(ana.person)).toBeNull();
      expect(await store.read.formerAccounts(ana.person, 0)).toEqual([]);
      expect(await store.read.personBySigninName(ana.signinName)).toBeNull();
      expect(await store.read.personByKit(ana.kitLookup)).toBeNull();
      expect(await store.read.session(named('here'))).toBeNull();
      expect(await store.read.knownDevice(named('here'))).toBeNull();
      expect(await store.read.lettersTo(ana.person, 0)).toEqual([]);
      expect(await store.read.lettersTo(bo.person, 0)).toEqual([]);
      expect(await store.read.lettersTo(cai.person, 0)).toHaveLength(1);
      expect(await store.read.knockCount(ana.person, bo.person)).toBe(0);
      expect(await store.read.boxesTo(pair, ana.person)).toEqual([]);
      expect(await store.read.entryById(solo, named('alone'))).toMatchObject({ body: null });
      expect(await store.read.entryById(pair, named('together'))).toEqual(entryAt(2));
      expect(await store.read.wasWithClosed(bo.person, ana.person)).toBe(true);
      expect(await store.read.wasWithClosed(cai.person, ana.person)).toBe(false);
      expect((await store.read.counts()).people).toBe(2);
    });

    test('keeps what an account was before, for as long as it is asked, in its order', async () => {
      const was = (name: string) => ({ unlockers: named(`u${name}`), vault: named(`v${name}`) });
      await store.write(async (writes) => {
        await writes.addFormerAccount(ana.person, { at: 4, ...was('1') });
        await writes.addFormerAccount(ana.person, { at: 5, ...was('2') });
        await writes.addFormerAccount(ana.person, { at: 5, ...was('3') });
        await writes.addFormerAccount(bo.person, { at: 5, ...was('4') });
      });
      expect(await store.read.formerAccounts(ana.person, 3)).toEqual([was('1'), was('2'), was('3')]);
      expect(await store.read.formerAccounts(ana.person, 4)).toEqual([was('2'), was('3')]);
      expect(await store.read.newestFormerAccount(ana.person)).toEqual({ at: 5, ...was('3') });
      expect(await store.read.newestFormerAccount(cai.person)).toBeNull();
      await store.write((writes) =>
        writes.sweep({
          sessionsUntil: 0,
          lettersBefore: 0,
          accountsBefore: 4,
          boxAsksBefore: 4,
          blobsBefore: 0,
        }),
      );
      expect(await store.read.formerAccounts(ana.person, 0)).toEqual([was('2'), was('3')]);
    });

    test('puts a changed account in its place, unless the kit is somebody else’s', async () => {
      const changed = { ...ana, chainHead: named('head'), kitLookup: named('another kit') };
      const vault = { version: 2, vault: named('vault 2') };
      expect(await store.write((writes) => writes.putAccount(changed, vault))).toBe(true);
      expect(await store.read.personByKit(named('another kit'))).toEqual(changed);
      expect(await store.read.personByKit(ana.kitLookup)).toBeNull();
      expect(await store.read.vault(ana.person)).toEqual(vault);
      const taken = { ...changed, kitLookup: bo.kitLookup };
      const later = { version: 3, vault: named('vault 3') };
      expect(await store.write((writes) => writes.putAccount(taken, later))).toBe(false);
      expect(await store.read.vault(ana.person)).toEqual(vault);
    });

    test('ends a session', async () => {
      await store.write((writes) => writes.putSession(named('one'), { person: ana.person, until: 11 }));
      await store.write((writes) => writes.endSession(named('one')));
      expect(await store.read.session(named('one'))).toBeNull();
    });

    test('keeps help lines in the order in which they came, each once', async () => {
      const line = (name: string, text: string | null, hidden = false) => ({ name, hidden, line: text });
      const [near, far] = [line('near', '{}'), line('far', null, true)];
      await store.write(async (writes) => {
        await writes.putHelpLine(near);
        await writes.putHelpLine(far);
        await writes.putHelpLine({ ...near, line: '[]' });
      });
      expect(await store.read.helpLines()).toEqual([{ ...near, line: '[]' }, far]);
      await store.write((writes) => writes.dropHelpLine('near'));
      expect(await store.read.helpLines()).toEqual([far]);
    });

    test('keeps what the instance says of itself', async () => {
      expect(await store.read.instance()).toBeNull();
      const instance = { community: pair, card: named('card'), cardWrittenAt: 3 };
      await store.write((writes) => writes.putInstance(instance));
      expect(await store.read.instance()).toEqual({ ...instance, publicText: '' });
      await store.write((writes) => writes.putPublicText('Come in.'));
      expect(await store.read.instance()).toEqual({ ...instance, publicText: 'Come in.' });
    });

    test('keeps every card that stood at the door, with its day', async () => {
      const first = { card: named('card'), cardWrittenAt: 3 };
      const second = { card: named('another card'), cardWrittenAt: 5 };
      await store.write(async (writes) => {
        await writes.putInstance({ community: pair, ...first });
        await writes.putPublicText('Come in.');
      });
      expect(await store.read.formerCards()).toEqual([]);
      await store.write((writes) => writes.changeCard(second));
      await store.write((writes) => writes.changeCard({ card: named('a third'), cardWrittenAt: 8 }));
      expect(await store.read.formerCards()).toEqual([first, second]);
      expect(await store.read.instance()).toEqual({
        community: pair,
        card: named('a third'),
        cardWrittenAt: 8,
        publicText: 'Come in.',
      });
    });

    test('counts people, spaces by kind and entries', async () => {
      await store.write((writes) => writes.addEntry(pair, named('id of counting'), entryAt(9)));
      const { people, spaces, entries } = await store.read.counts();
      expect({ people, spaces }).toEqual({ people: 3, spaces: [{ kind: 'pair', count: 1 }] });
      const before = entries;
      await store.write((writes) => writes.addEntry(pair, named('one more'), entryAt(10)));
      expect((await store.read.counts()).entries).toBe(before + 1);
    });
  });
}
