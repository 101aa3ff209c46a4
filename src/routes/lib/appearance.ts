/** How pages look on this device. Kept beside the theme, outside of what is sealed: it says nothing about anybody. */
export const textSizes = ['100', '115', '130', '150', '175', '200'] as const;
export type TextSize = (typeof textSizes)[number];

export const motions = ['device', 'less'] as const;
export type Motion = (typeof motions)[number];

export function textSizeChosen(): TextSize {
  const kept = localStorage.getItem('text-size');
  return textSizes.find((size) => size === kept) ?? '100';
}

export function motionChosen(): Motion {
  return localStorage.getItem('motion') === 'less' ? 'less' : 'device';
}

export function chooseTextSize(size: TextSize): void {
  keep('text-size', size === '100' ? null : size);
  showAppearance();
}

export function chooseMotion(motion: Motion): void {
  keep('motion', motion === 'device' ? null : motion);
  showAppearance();
}

/** Every length of a page hangs on the root's size, and the browser's own choice is what it is a part of. */
export function showAppearance(): void {
  const root = document.documentElement;
  const size = textSizeChosen();
  root.style.fontSize = size === '100' ? '' : `${size}%`;
  if (motionChosen() === 'less') root.dataset['motion'] = 'less';
  else delete root.dataset['motion'];
}

function keep(name: string, value: string | null): void {
  if (value === null) localStorage.removeItem(name);
  else localStorage.setItem(name, value);
}
