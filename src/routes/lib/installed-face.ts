export const faces = ['neutral', 'own'] as const;
export type Face = (typeof faces)[number];

/** What this place is called and looks like among the apps of a phone. Neutral, unless somebody wants it otherwise. */
export function faceChosen(): Face {
  const kept = localStorage.getItem('face');
  return faces.find((face) => face === kept) ?? 'neutral';
}

export function chooseFace(face: Face): void {
  if (face === 'neutral') localStorage.removeItem('face');
  else localStorage.setItem('face', face);
  showFace();
}

/** Tells the browser, which asks when somebody puts this place among their apps. */
export function showFace(): void {
  const { manifest, touchIcon } = files[faceChosen()];
  point('link[rel="manifest"]', manifest);
  point('link[rel="apple-touch-icon"]', touchIcon);
}

function point(link: string, href: string): void {
  document.querySelector(link)?.setAttribute('href', href);
}

const files = {
  neutral: { manifest: '/leaf.webmanifest', touchIcon: '/icons/leaf-192.png' },
  own: { manifest: '/bothways.webmanifest', touchIcon: '/apple-touch-icon.png' },
} as const;
