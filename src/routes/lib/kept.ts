/** What a reload may bring back in this tab: never a secret, save the link that opened the page. */
export function keptInTab(key: string): string | null {
  return sessionStorage.getItem(key);
}

export function keepInTab(key: string, text: string | null): void {
  if (text === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, text);
}
