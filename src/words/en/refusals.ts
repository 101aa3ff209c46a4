/** What a person reads when something could not be done, by the code of the refusal. */
export const refusals = {
  malformed: 'Something in this could not be read. Load the page once more and try again.',
  'signature-wrong':
    'This device and the machine do not understand each other. Load the page once more and try again.',
  'seen-wrong': 'Something new came in between. Try again.',
  'epoch-old': 'Somebody came or left in between. Try again.',
  'epoch-due': 'The locks of this space are being changed. Try again in a moment.',
  'commit-refused': 'This cannot be done in this space as it is now.',
  'state-differs': 'Something changed in between. Try again.',
  'boxes-missing': 'A key for somebody was missing. Try again.',
  'id-taken': 'This was here already. Load the page once more to see it.',
  'version-taken': 'Another of your devices was quicker. Try again.',
  'signed-out': 'You are signed out. Sign in, and try again; what you wrote is still here.',
  'not-a-member': 'You are not in this space.',
  'not-found': 'This is not here, or not any more.',
  'founding-spent': 'A place was opened with this link already.',
  'invitation-used': 'Somebody came in by this link already. Ask for another one.',
  'invitation-expired': 'This link has run out. Ask for another one.',
  'invitation-unknown': 'This link is not known here, or it was closed. Ask whoever sent it.',
  'letter-open': 'You asked already, and the answer is still open. There is no hurry in it.',
  'letter-last': 'You asked twice. It is with them now, whenever they like.',
  'letters-today': 'You have asked many people today. Wait until tomorrow.',
  'wrong-words':
    'The sign-in name and the passphrase do not go together. Look at both once more; spaces and small letters are all right.',
  'too-many': 'That was a lot at once. Wait a little and try again.',
  'too-large': 'This is too long to send. Make it shorter, or send it in parts.',
  'wrong-origin': 'This page was opened from a strange address. Open it again from the link that you know.',
  'no-card': 'The card at the door is missing, so no space can open yet.',
  'store-away': 'The machine cannot write down anything just now. Nothing is lost; try again in a while.',
  offline: 'There is no connection just now. What you wrote is still here.',
  /** For anything that has no words of its own yet. */
  other: 'That did not work. Nothing is lost; try again in a while.',
};
