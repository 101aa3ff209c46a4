import { browser } from '$app/env';
import { showAppearance } from '#routes/lib/appearance.ts';
import { showTheme } from '#routes/lib/theme.ts';
import { chooseLocale } from '#words/locales.ts';
import { loadWords } from '#words/words.ts';

// A public page says `prerender = true` for itself; every other address gets the shell and is drawn on the device.
// The groups of private pages say `ssr = false`. It cannot stand here: Kit would leave out the `load` below where
// public pages are drawn ahead.
export const prerender = false;

export async function load() {
  const locale = chooseLocale(browser ? [localStorage.getItem('locale'), ...navigator.languages] : []);
  const words = await loadWords(locale, 'frame');
  if (browser) {
    document.documentElement.lang = locale;
    document.documentElement.dir = words.formats.direction;
    showTheme();
    showAppearance();
  }
  return { locale, words };
}
