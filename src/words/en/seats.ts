/** Who may still come into a circle. */
export const seats = {
  title: 'Who may still come in',
  none: 'No seat is kept free.',
  mine: (day: string) => `A free seat, by you, until ${day}`,
  mineFor: (name: string, day: string) => `For ${name}, by you, until ${day}`,
  other: (by: string, day: string) => `A free seat, by ${by}, until ${day}`,
  close: 'Close it',
  closing: 'Closing it',
  closed: 'Closed. Nobody can come in by it now.',
};
