/** What a space is called that has no name of its own, where several stand below each other. */
export const spaceNames = {
  solo: 'Your own notebook',
  unnamed: 'A space of yours',
};
