/** Around the pages for hard talks. What they say stands in `content/en/pages`. */
export const helpPage = {
  tabTitle: 'Bothways',
  easy: 'The same in short lines',
  full: 'The longer page',
  startersTitle: 'Words to begin with',
  starters: 'Take one, or change it. Nothing is sent from here.',
  copy: 'Copy',
  copied: 'Copied. You can put it where you write.',
  notCopied: 'This browser did not let us copy. You can still select the words.',
  back: 'Back to help',
};
