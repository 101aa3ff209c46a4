/** How pages look, on one device. */
export const appearance = {
  title: 'How it looks on this device',
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
  sound: 'This place makes no sound, so there is none to switch off.',
  language: 'Language',
  languageHint: 'More come when somebody has written them.',
};
