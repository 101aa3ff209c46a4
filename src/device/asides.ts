const mark = 'aside ';

/** Where the words of a place lie: beside the drafts of spaces, which lie under their ids. */
export function asideAt(place: string): string {
  return `${mark}${place}`;
}

/** The place whose words lie there; null where it is a space's. */
export function placeAside(key: string): string | null {
  return key.startsWith(mark) ? key.slice(mark.length) : null;
}
