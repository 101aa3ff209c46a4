/** How pages look, on one device. */
export const appearance = {
  title: 'How it looks and sounds on this device',
  theme: 'Light or dark',
  themes: { device: 'As the device has it', light: 'Light', dark: 'Dark' },
  textSize: 'Size of the text',
  textSizes: {
    '100': 'As your browser has it',
    '115': 'A little larger',
    '130': 'Larger',
    '150': 'Half as large again',
    '175': 'Very large',
    '200': 'Twice as large',
  },
  motion: 'Movement on the page',
  motions: { device: 'As the device has it', less: 'As little as can be' },
  sound: 'A soft sound when somebody writes',
  soundHint:
    'Only while this place is open and not locked, never for spaces that you keep quiet, and not twice within a few seconds.',
  language: 'Language',
  languageHint: 'More come when somebody has written them.',
};
