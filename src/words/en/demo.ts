/** What `npm run demo` says in the terminal. What the people in it say to each other lies in `cli/demo/`. */
export const demo = {
  settingUp: 'Five people are moving in. Give them half a minute.',
  came: (name: string) => `${name} is here.`,
  talked: (one: string, other: string) => `${one} and ${other} have talked.`,
  ready: (address: string) => `The demo is at ${address}`,
  signIn: 'Sign in as one of these two, or as both in two windows:',
  person: (name: string) => `${name}`,
  signinName: (words: string) => `  sign-in name  ${words}`,
  passphrase: (words: string) => `  passphrase    ${words}`,
  stop: 'Ctrl-C ends it, and takes away everything in it.',
  gone: 'It is gone.',
};
