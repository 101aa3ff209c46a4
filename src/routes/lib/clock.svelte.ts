/** The time now, read again every half minute and whenever a page comes back before somebody's eyes. */
export function clock(): { readonly now: number } {
  let now = $state(Date.now());
  $effect(() => {
    const look = () => (now = Date.now());
    const ticking = setInterval(look, 30_000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', look);
    };
  });
  return {
    get now() {
      return now;
    },
  };
}
