/** All cards in one file, fetched when somebody opens a door: one request instead of one for each. */
export const cardFiles = import.meta.glob<string>('/content/en/cards/*/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
});
