const key = 'courses.place';

/** Where somebody was in a course, if they said that it is to be kept. Null also where the browser keeps nothing. */
export function keptPlace(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps this page as the place, and lets it open without a line. Says whether this browser did it. */
export function keepPlace(path: string): boolean {
  try {
    localStorage.setItem(key, path);
  } catch {
    return false;
  }
  tellHouse({ keep: path });
  return true;
}

/** Lets the place go, and the lessons that were kept with it. */
export function forgetPlace(): void {
  try {
    if (localStorage.getItem(key) === null) return;
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept, nothing was.
  }
  tellHouse('forget-read');
}

/** Tells the service worker, where there is one. It outlives the page, which may be on its way out. */
function tellHouse(message: { readonly keep: string } | 'forget-read'): void {
  navigator.serviceWorker?.controller?.postMessage(message);
}
