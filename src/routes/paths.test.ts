import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('every address stands where links and bookmarks expect it', () => {
  const addresses = Object.entries(paths).map(([name, path]) => [
    name,
    (path as (id: string) => string)('id'),
  ]);
  expect(Object.fromEntries(addresses)).toMatchInlineSnapshot(`
    {
      "agreement": "/spaces/id/agreement",
      "apart": "/me/apart",
      "archive": "/archive",
      "askInto": "/spaces/id/ask",
      "card": "/cards/id",
      "cards": "/cards",
      "care": "/people/care",
      "careRemoval": "/people/care/removal",
      "careSeat": "/people/care/ask",
      "course": "/courses/id",
      "courseBook": "/courses/id/book",
      "coursePart": "/courses/id/undefined",
      "courseText": "/courses/id/book.txt",
      "courses": "/courses",
      "door": "/",
      "easyHelpPage": "/help/id/easy",
      "ending": "/spaces/id/ending",
      "found": "/found?step=id",
      "goForGood": "/me/go",
      "help": "/help",
      "helpPage": "/help/id",
      "home": "/home",
      "host": "/host?step=id",
      "hostLine": "/host?step=line&line=id",
      "invite": "/invite",
      "join": "/join?step=id",
      "joinCircle": "/circles/join?knock=id",
      "journal": "/journal?space=id",
      "keptForHelp": "/me/kept",
      "keys": "/me/keys",
      "leaveCommunity": "/people/leave",
      "limits": "/limits",
      "me": "/me",
      "moments": "/spaces/id/moments",
      "muted": "/me/muted",
      "myLines": "/help/lines",
      "myPeople": "/help/people",
      "newCircle": "/circles/new",
      "newKeys": "/me/keys/new",
      "newKit": "/me/keys/kit",
      "newPassphrase": "/me/keys/passphrase",
      "people": "/people#id",
      "person": "/people/id",
      "proveKit": "/me/keys/check",
      "quickExit": "/help/quick-exit",
      "quiet": "/quiet",
      "retention": "/spaces/id/retention",
      "search": "/search?in=id",
      "signIn": "/sign-in",
      "signInByKit": "/sign-in/kit",
      "sitting": "/spaces/id/sitting",
      "space": "/spaces/id",
      "spaceAbout": "/spaces/id/about",
      "takeAlong": "/me/take-along?space=id",
      "takeBreak": "/me/break",
      "tools": "/spaces/id/tools",
      "unlock": "/unlock",
      "without": "/spaces/id/without",
    }
  `);
});

test('an address without its optional part leads to the whole page', () => {
  expect(paths.found()).toBe('/found');
  expect(paths.agreement('id')).toBe('/spaces/id/agreement');
  expect(paths.agreement('id', 'clause')).toBe('/spaces/id/agreement#clause');
});
