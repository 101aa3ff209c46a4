/** Written by `vite.config.ts` when the service worker is built: every script of the device's Worker, from the root. */
declare module 'virtual:files-of-workers' {
  const files: readonly string[];
  export default files;
}
