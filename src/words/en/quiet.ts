/** A page that says nothing about anybody. Whoever glances at it sees notes on tea. */
export const quiet = {
  tabTitle: 'Notes on tea',
  title: 'Notes on tea',
  lead: 'A short list for the kitchen.',
  notes: [
    'Black tea likes water that has just boiled. Three minutes for a light cup, five for a strong one.',
    'Green tea turns bitter in boiling water. Let the kettle stand for two or three minutes first.',
    'Mint, camomile and lime flower can wait in the cup for ten minutes. A saucer on top keeps them warm.',
    'Warm the pot with a little hot water, then pour that away.',
    'One spoon of leaves for each cup. Leaves want room, so a wide basket is better than a small ball.',
    'Keep tea in a tin, away from the window and from the coffee.',
  ],
};
