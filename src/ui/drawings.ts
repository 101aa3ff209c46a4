/** Icons on a grid of 20, two wide, round. Open arcs wherever an arc can say it. */
export const drawings = {
  help: 'M6 3C2 7.5 2 12.5 6 17M14 3C18 7.5 18 12.5 14 17M10 7.4v5.2M7.4 10h5.2',
  exit: 'M6 3C2 7.5 2 12.5 6 17M8.5 10h9M14.2 6.4 17.8 10l-3.6 3.6',
  'closed-eye': 'M2 7.5C6 12.7 14 12.7 18 7.5M4.6 10.4 3 12.8M10 11.6v3M15.4 10.4 17 12.8',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  forward: 'M7.5 4.5 13 10l-5.5 5.5',
  lock: 'M6.5 9V7C6.5 2.4 13.5 2.4 13.5 7V9M5.5 9h9a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9Z',
  'dotted-ring': 'M10 3a7 7 0 0 1 0 14a7 7 0 0 1 0-14',
  'no-line': 'M2 11.5C4 7.8 6 7.4 8 9.2M12 10.8C14 12.6 16 12.2 18 8.5M5 17 15 3',
  close: 'M5 5 15 15M15 5 5 15',
  phone:
    'M6.4 3H4.2A1.2 1.2 0 0 0 3 4.3C3.6 11.2 8.8 16.4 15.7 17a1.2 1.2 0 0 0 1.3-1.2v-2.2L13.2 12l-1.7 1.8C9.1 12.7 7.3 10.9 6.2 8.5L8 6.8Z',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
} as const;

export type IconName = keyof typeof drawings;
