/** Who sees what in this very house, from how it is set up. Short words on purpose. */
export const houseSettings = {
  title: 'In this house',
  asking: 'Asking the machine how it is set up.',
  away: 'The machine does not answer just now, so we cannot say how it is set up. What stands here is true of every house.',
  line: (origin: string) => `You are on ${origin}.`,
  locked: 'The line from you to the machine is locked.',
  thisMachine: 'The page came from the device that you are on, so it went over no line.',
  proxy:
    'In front of it stands a gate of the host. The gate sees your address. What it writes down, this page cannot know: ask the host.',
  noProxy: 'As far as the machine knows, you reach it with nothing of the host in between.',
  log: 'The machine writes down what sort of thing was asked, how long it took, and if it went well. It does not write down who asked, or from where.',
  session: (days: string) =>
    `A device that you signed in on stays known for ${days} days after you last used it.`,
  device: (days: string) =>
    `That you once signed in on it is kept for ${days} days, under your long number. It keeps others from locking you out.`,
  letters: (days: string) => `A sealed letter that asks to connect is thrown away after ${days} days.`,
  withdrawn:
    'What you withdraw is wiped from the machine within a minute or two. It may be in its spare copies for a while.',
  helpLines:
    'What the host writes about help lines is there for all to read. Your browser keeps it, so that it is there when you have no line.',
  cardTitle: 'What the host says',
  card: (day: string) => `This is the card at the door, as it was written on ${day}.`,
};
