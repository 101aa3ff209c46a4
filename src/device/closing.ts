/** Why words of somebody else stay closed until I open them: whose they are, or a word in them that I muted. */
export type Closing = { readonly because: 'apart' } | { readonly because: 'word'; readonly word: string };
