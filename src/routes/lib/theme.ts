export const themes = ['device', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** As it was chosen on this device; says nothing about anybody. */
export function themeChosen(): Theme {
  const kept = localStorage.getItem('theme');
  return themes.find((theme) => theme === kept) ?? 'device';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'device') localStorage.removeItem('theme');
  else localStorage.setItem('theme', theme);
  showTheme();
}

/** Puts the chosen theme on the page; without one the device decides. */
export function showTheme(): void {
  const theme = themeChosen();
  if (theme === 'device') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
