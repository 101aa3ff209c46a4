/** What whoever keeps the machine tells everybody, before anybody says a word. The examples are there to be changed. */
export const hostCard = {
  title: 'Who runs this place',
  writeTitle: 'The card at the door',
  writeLead:
    'Each person reads this before they come in. Without it, no space can open. Change each line until it is true for your place.',
  fields: {
    whoRuns: {
      label: 'Who runs this place',
      hint: 'Who you are, where the machine stands, and how to reach you.',
    },
    whatTheySee: { label: 'What they can see', hint: 'Say it as plainly as you can.' },
    boundByLaw: {
      label: 'Who is bound by law',
      hint: 'Is anybody here paid, or bound to report things? What, to whom, and do they tell the person first?',
    },
    ifSomebodyTalksOfDying: {
      label: 'If somebody talks of dying',
      hint: 'What happens then, step by step, and what does not.',
    },
    howLongThingsStay: {
      label: 'How long things stay',
      hint: 'Also in the copies you keep in case the machine breaks.',
    },
    ages: { label: 'How old people are here', hint: 'From which age on.' },
  },
  examples: {
    whoRuns: 'I keep the machine at home, without pay. You can reach me through whoever gave you the link.',
    whatTheySee:
      'I can see when your device comes and goes, and which long numbers share a space. I can see no names and not one word of what you write.',
    boundByLaw:
      'Nobody who keeps this place is paid for it, and nobody here has to report what they hear. A court could make me hand over what is on the machine. It is locked, and I have no key. I would tell you first, if I may.',
    ifSomebodyTalksOfDying:
      'You may talk of it here. No machine reads along, and this place sends nobody to your door. If a life is in danger right now, any of us may ring for help. We say so to the person first, unless that adds danger.',
    howLongThingsStay:
      'Until the one who wrote them takes them back. I keep spare copies of the machine for seven days. Others may have kept what you wrote to them.',
    ages: 'From 18 years on.',
  },
  missing: 'Write a line here. It can be short.',
  preview: 'How members see it',
  isTrue: 'Each line is true for this place',
  isTrueMissing: 'Read it through once more, then tick this.',
  nobodyTitle: 'What nobody can promise',
  nobody: 'Whoever sends you this page could send a changed one.',
  nobodyMore: 'What that means',
  written: (day: string) => `Written on ${day}. If it changes, you are asked again.`,
};
