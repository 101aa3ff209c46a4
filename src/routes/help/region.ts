const key = 'help.region';

/** The place that somebody chose to keep on this device. Null also where the browser keeps nothing at all. */
export function keptRegion(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps where somebody is, because they said so; null lets it go. Says whether this browser did it. */
export function keepRegion(region: string | null): boolean {
  try {
    if (region === null) localStorage.removeItem(key);
    else localStorage.setItem(key, region);
    return true;
  } catch {
    return false;
  }
}
