/** What lies on this device, and how it goes away. */
export const keptHere = {
  title: 'What is kept on this device',
  what: [
    'Your keys, your spaces and what was said in them, all sealed. They open for this browser alone.',
    'What you have begun to write and what has not gone out yet, sealed too.',
    'Your people and your lines for a bad night, if you chose to keep them. They are not sealed: whoever holds this device can read them.',
    'Your place in a course, and the lessons you open from then on, if you chose to keep it. That is not sealed. Quick exit takes it away.',
    'How you like pages to look. That is not sealed, and says nothing about you.',
  ],
  size: (size: string) => `All of it takes about ${size}, the pages themselves among it.`,
  sizeUnknown: 'Your browser does not say how much room it takes.',
  wipe: 'Signing out wipes it, all but the look. It asks first about your people and your lines. To wipe the look as well, clear the data of this site in your browser.',
};
