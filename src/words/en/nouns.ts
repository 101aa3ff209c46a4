/** Every noun that has words. Each is a file of its own, so a page carries only what it shows. */
export const nouns = {
  frame: () => import('./frame.ts').then((file) => file.frame),
  help: () => import('./help.ts').then((file) => file.help),
  quiet: () => import('./quiet.ts').then((file) => file.quiet),
};
