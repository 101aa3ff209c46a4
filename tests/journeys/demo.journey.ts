import { expect, test } from 'vitest';
import { anaAndBo } from '#cli/demo/ana-and-bo.ts';
import { demo } from '#words/en/demo.ts';
import { house } from './house.ts';
import { turnWith } from './talking.ts';
import { composer, goToSpace, signIn, type SignIn } from './ways.ts';

const here = house({ command: 'demo' });

test('the two whose words are printed can sign in, and find what they said to each other', async () => {
  const guests = [await here.guest('Ana'), await here.guest('Bo')] as const;
  const last = lastSaid();
  for (const guest of guests) {
    await signIn(guest, printed(guest.name));
    const other = guests.find(({ name }) => name !== guest.name)!;
    await goToSpace(guest, other.name);
    await composer(guest, other.name).waitFor();
    await turnWith(guest.page, last).waitFor();
    expect(await turnWith(guest.page, last).count()).toBe(1);
  }
});

/** What stands in the terminal under somebody's name. */
function printed(name: string): SignIn {
  const [, own = ''] = here.said().split(`\n${demo.person(name)}\n`);
  const after = (label: string) => own.split(label)[1]?.split('\n')[0]?.trim() ?? '';
  return { signinName: after(demo.signinName('')), passphrase: after(demo.passphrase('')) };
}

/** The beginning of the last words in their scene, as it stands on one line of a page. */
function lastSaid(): string {
  const said = anaAndBo.lines.findLast(
    (line) => 'says' in line && line.note === undefined && line.as === undefined,
  );
  if (said === undefined || !('says' in said)) throw new Error('nobody says anything in this scene');
  return said.says.slice(0, 40);
}
