/** Which of these folded parts of the page is open before our code is there to know of it; null where none is. */
export function openedAlready(summaries: readonly string[]): string | null {
  if (typeof document === 'undefined') return null;
  const open = [...document.querySelectorAll('details[open] > summary')].map(({ textContent }) =>
    textContent.trim(),
  );
  return summaries.find((summary) => open.includes(summary)) ?? null;
}
