import { browser } from '$app/env';
import { chooseLocale } from '#words/locales.ts';
import { loadWords } from '#words/words.ts';

// Private pages are drawn on the device only. A public page says `prerender = true; ssr = true` for itself.
export const ssr = false;
export const prerender = false;

export async function load() {
  const locale = chooseLocale(browser ? [localStorage.getItem('locale'), ...navigator.languages] : []);
  const words = await loadWords(locale, 'frame');
  if (browser) {
    document.documentElement.lang = locale;
    document.documentElement.dir = words.formats.direction;
  }
  return { locale, words };
}
