/** Five ways in. They are open, in no order, and nobody is ever through with one. */
export const doors = ['connecting', 'exploring', 'supporting', 'planning', 'advocating'] as const;

export type Door = (typeof doors)[number];
