import { afterEach, expect, test } from 'vitest';
import { fragmentOf, readFragment } from '#crypto/invitation.ts';
import type { Fragment } from '#protocol/fragment.ts';
import { createWorld, missing, value, type Person, type World } from '#tests/world.ts';
import { card, cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

async function anasLink() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const { link } = value(await ana.device.invite());
  return { ana, text: link.split('#')[1] ?? missing('a fragment') };
}

async function readInstead(text: string, change: (fragment: Fragment) => Fragment) {
  return world.device().readInvitation(fragmentOf(change(value(readFragment(text)))));
}

const altered = { ok: false, refusal: { code: 'link-altered' } };
const other = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte) => byte ^ 1);

test('newcomer shown another log: one that does not run through the commit that the link names is refused', async () => {
  const { text } = await anasLink();
  expect(await readInstead(text, (link) => link)).toMatchObject({ ok: true });
  expect(await readInstead(text, (link) => ({ ...link, commit: other(link.commit) }))).toMatchObject(altered);
  expect(await readInstead(text, (link) => ({ ...link, inviter: other(link.inviter) }))).toMatchObject(
    altered,
  );
});

test('a link that lost a letter on its way is told from one that was used', async () => {
  const { ana, text } = await anasLink();
  expect(await world.device().readInvitation(text.slice(0, -1))).toMatchObject(altered);
  expect(await world.device().readInvitation(`${text.slice(0, 40)}A${text.slice(41)}`)).toMatchObject(
    altered,
  );

  await comeInBy(text);
  const used = await world.device().readInvitation(text);
  expect(used).toMatchObject({ ok: false, refusal: { code: 'invitation-used' } });
  expect(ana.name).toBe('Ana');
});

async function comeInBy(fragment: string): Promise<Pick<Person, 'device'>> {
  const device = world.device();
  const draft = await device.drawAccount();
  value(await device.join({ draft, name: cast.bo.name, passphrase: draft.passphrase, fragment, card }));
  return { device };
}
