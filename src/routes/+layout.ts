// Private pages are drawn on the device only. A public page says `prerender = true; ssr = true` for itself.
export const ssr = false;
export const prerender = false;
