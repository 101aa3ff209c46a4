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
  'kept-apart': 'You have chosen not to meet them. You can change that on their page.',
  'not-in-the-list': 'They are not in the list just now.',
  'no-word': 'Write a word, up to 60 letters.',
  'not-found': 'This is not here, or not any more.',
  'not-about-oneself': 'This is about you, so somebody else has to ask for it.',
  'not-yours': 'Only whoever asked for this can take it back.',
  'place-taken': 'Something else stands there by now. Go on in a new space; this one stays to read.',
  'founding-spent': 'A place was opened with this link already.',
  'host-link-spent':
    'This link has run out, or a newer one was made. Ask the machine for another: bothways host.',
  'invitation-used': 'Somebody came in by this link already. Ask for another one.',
  'invitation-expired': 'This link has run out. Ask for another one.',
  'invitation-unknown': 'This link is not known here, or it was closed. Ask whoever sent it.',
  'invitations-open':
    'You have twenty invitations open. Wait until somebody has come in by one, or close one of them first.',
  'letter-open': 'You asked already, and the answer is still open. There is no hurry in it.',
  'letter-last': 'You asked twice. It is with them now, whenever they like.',
  'letters-today': 'You have asked many people today. Wait until tomorrow.',
  'wrong-words':
    'The sign-in name and the passphrase do not go together. Look at both once more; spaces and small letters are all right.',
  'kit-unknown':
    'These twelve words open nothing here. Look at each once more, and whether this is the place they were made for.',
  'too-many': 'That was a lot at once. Wait a little and try again.',
  'too-large': 'This is too long to send. Make it shorter, or send it in parts.',
  'wrong-origin': 'This page was opened from a strange address. Open it again from the link that you know.',
  'no-card': 'The card at the door is missing, so no space can open yet.',
  'help-line-changed':
    'Somebody else changed this line in between. Look at it as it is now, and choose again.',
  'help-lines-full': 'There are as many lines here as this place can keep. Take one away first.',
  'blob-missing': 'The picture or recording has to be brought once more. Try again.',
  'blobs-full':
    'There is no room for more of your pictures and recordings here. Withdraw some that nobody needs, or ask whoever runs this place for more room.',
  'file-gone':
    'The picture or recording is not on this device any more. Take this back, and add it once more.',
  'file-differs':
    'What the machine handed over here is not what was sent, so nothing of it is shown. Try again; if it stays so, tell whoever runs this place.',
  'store-away': 'The machine cannot write down anything just now. Nothing is lost; try again in a while.',
  'care-too-few': 'There are fewer than three in the care circle, so nobody can be removed.',
  'care-is-full': 'There are seven in the care circle already, and that is the most.',
  'care-not-yours': 'Only those who are in the care circle can do this.',
  'taken-back': 'This is not asked any more.',
  offline: 'There is no connection just now. What you wrote is still here.',
  'card-changed':
    'The card at the door has changed. Read it at home and say yes to it first; what you wrote is still here.',
  'circle-is-full':
    'This circle has fifty seats, and all of them are taken or kept free. Close a free one first.',
  'already-a-member': 'They are in this circle already.',
  'already-here': 'Somebody is signed in on this device already. Go home, or sign out first.',
  'locked-by-other':
    'This device is locked, and your keys do not open what it keeps. To come in here, wipe it first, on the page that says that it is locked. What was not sent from here would be lost.',
  'link-altered': 'A part of this link was lost on the way. Ask for it once more.',
  'does-not-open': 'The keys on this device do not open this. Load the page once more and try again.',
  'key-missing': 'The key for this has not come yet. Try again in a while.',
  'key-not-sound': 'A key that came for this is no good. Tell whoever runs this place.',
  'kit-words-wrong': 'These twelve words do not belong together. Look at each once more.',
  'kit-other':
    'These are twelve right words, and not the ones of this account. Perhaps they are of an older kit.',
  'account-substituted':
    'The machine handed over an account that is not yours, so nothing was opened. Tell whoever runs this place.',
  'chain-forged':
    'The machine handed over keys for you that you never made, so nothing was opened. Tell whoever runs this place.',
  'unlockers-differ':
    'The machine handed over ways in that you never made, so nothing was opened. Tell whoever runs this place.',
  'vault-not-signed':
    'What the machine keeps for you does not carry your mark, so nothing was opened. Tell whoever runs this place.',
  'vault-rolled-back':
    'The machine handed over something older than what you know, so nothing was opened. Tell whoever runs this place.',
  'no-genesis': 'What the machine handed over about a person has no beginning. Tell whoever runs this place.',
  'link-not-next': 'What the machine handed over about a person has a gap. Tell whoever runs this place.',
  'chain-closed': 'This account was closed.',
  'log-broken': 'This space has stopped. Its page says why.',
  fork: 'This space has stopped. Its page says why.',
  forgot: 'This space has stopped. Its page says why.',
  'person-differs':
    'The machine handed over a different key for the person who is there. It may be somebody else, so nothing was sent. Ask them in some other way.',
  'please-update': 'A newer page is needed for this. Load it once more.',
  'update-needed': 'A newer page is needed for this. Load it once more.',
  'unknown-kind': 'A newer page is needed for this. Load it once more.',
  'not-in-this-space': 'This is not done in a space of this sort.',
  'not-this-epoch': 'Somebody came or left in between. Try again.',
  'not-your-words': 'Only the one who wrote this can change it.',
  'nothing-said': 'What this was about is not here any more.',
  'nothing-proposed': 'The sentence this was about is not here any more.',
  'no-such-clause': 'The sentence this was about is not here any more.',
  'another-clause': 'The sentence changed in between. Look at it once more.',
  'another-text': 'The sentence changed in between. Look at it once more.',
  'nothing-added': 'This says the same as the sentence above. Change something, or just say yes.',
  withdrawn: 'This was withdrawn.',
  'no-pause': 'You are back already.',
  'no-sitting': 'This moment is over already.',
  'no-ending': 'Somebody chose to go on in between, so nothing ends now.',
  'nothing-offered': 'What this was about is not here any more.',
  'no-worksheet': 'This sheet is not here, or not any more.',
  'nothing-said-back': 'What this was about is not here any more.',
  'nobody-else-here': 'Nobody else is here, so there is nothing to end together. You can leave.',
  'space-ended': 'This space has come to its end, so nothing new is written here.',
  'on-its-way': 'This is on its way and cannot be held back now. You can withdraw it once it is there.',
  'nothing-to-take': 'There is nothing here yet that you could take along.',
  'archive-broken': 'This is not a file of that sort, or a part of it is missing. Nothing was opened.',
  'archive-altered': 'Something in this file is not as it was when it was made. Nothing of it is shown.',
  'archive-too-large': 'This file is larger than any that is made here. Nothing was opened.',
  'archive-person-differs':
    'In this file somebody’s words carry a key that is not theirs. They may be made up, so nothing is shown.',
  'log-incomplete':
    'A part of a space has not come to this device yet. Wait until there is a line, and try again.',
  /** For anything that has no words of its own yet. */
  other: 'That did not work. Nothing is lost; try again in a while.',
};
