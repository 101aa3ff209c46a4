export const frame = {
  name: 'Bothways',
  help: 'Help',
  quickExit: 'Quick exit',
  back: 'Back',
};
