import type { Scene } from './scene.ts';

export const anaAndBo: Scene = {
  between: ['bo', 'ana'],
  words:
    'I read the line about your mother’s handwriting twice. I keep my father’s shopping lists. Would you talk?',
  lines: [
    { by: 'bo', says: 'So this is the room. Hello.' },
    { by: 'ana', says: 'Hello. There is a chair by the window, figuratively. I was glad of your knock.' },
    {
      by: 'bo',
      says: 'I should say first that I am slow. If an hour goes by I have not gone off, I am looking for a word.',
    },
    { by: 'ana', says: 'Slow suits me. After four in the afternoon my own sentences come out backwards.' },
    { by: 'bo', says: 'What do you bake that needs you up at that hour?' },
    { by: 'ana', says: 'Rye, mostly. It is the one dough that does not care how I slept.' },
    {
      by: 'bo',
      proposes: 'When one of us goes quiet, the other writes once and then lets it rest.',
      as: 'quiet',
      step: 'meeting-and-silence',
    },
    {
      by: 'ana',
      says: 'I just read what you put on the agreement page. That would have saved me two friendships.',
    },
    { by: 'ana', answers: 'quiet', answer: 'yes' },
    { by: 'bo', says: 'Me as well, on the receiving end.' },
    {
      by: 'bo',
      says: 'Sundays are my long day. The workshop is shut, the dog sleeps, and everything I have put off comes and sits on the bed.',
    },
    { by: 'ana', says: 'Who is usually first to sit down?' },
    {
      by: 'bo',
      says: 'A brown envelope from the housing office. It has been on the fridge for three weeks. I walk round it as if it could hear me.',
    },
    { by: 'ana', says: 'Would you like an idea, or would you like company?' },
    { by: 'bo', says: 'Company. I have had plenty of ideas, they are all under the envelope.' },
    { by: 'ana', says: 'Then I am peeling potatoes from seven, and I am about.' },
    { by: 'bo', says: 'Seven it is.', as: 'seven' },
    { by: 'bo', says: 'It is open.' },
    {
      by: 'bo',
      says: 'They want to look at the boiler. That is all of it. Three weeks of my life, for a man with a torch on Thursday between nine and one.',
    },
    { by: 'ana', says: 'Are you laughing, or is it the other thing?' },
    { by: 'bo', says: 'Both. The dog has got up to see what is the matter.' },
    {
      by: 'ana',
      proposes: 'On Sundays at six each of us writes the other one line, whatever it is.',
      as: 'sunday',
      step: 'meeting-and-silence',
    },
    { by: 'bo', answers: 'sunday', answer: 'yes' },
    { by: 'ana', says: 'May I put one of mine down now?' },
    { by: 'bo', says: 'Please. The kettle is on and I have nowhere to be.' },
    {
      by: 'ana',
      note: 'About my mother’s last winter',
      says: 'I have not been able to go past the hospital since she died there. I take the long way round to work, twenty minutes in the dark, and I tell everyone it is for the exercise. Last week the road was closed and I stood at the corner until I was late. Nobody asked. I was half sorry and half glad that nobody asked.',
    },
    {
      by: 'bo',
      says: 'Thank you for the note on it, I made tea first and then opened it. I am not going to say anything clever.',
    },
    { by: 'ana', says: 'Good. I wanted it to be somewhere outside my own head for an evening.' },
    { by: 'bo', says: 'You could of course simply take the bus past', as: 'bus' },
    { by: 'bo', withdraws: 'bus' },
    {
      by: 'bo',
      says: 'I took that back. It was me being frightened of the quiet and handing you a plan. You had not asked for one.',
    },
    { by: 'ana', says: 'I saw it, and I saw it go. Thank you for saying which of us it was about.' },
    { by: 'ana', says: 'What does the quiet do to you?', as: 'what-quiet-does' },
    {
      by: 'ana',
      rewords: 'what-quiet-does',
      to: 'What is it like for you when I say something heavy and then stop?',
    },
    {
      by: 'bo',
      says: 'Like holding a wheel that somebody else is spinning. I want to put my hand on it. I am learning to let it run out.',
    },
    {
      by: 'ana',
      says: 'I am on early shift all week and I feel nearly light today. I do not trust it, but I will report it.',
    },
    { by: 'bo', says: 'Reported and noted. I am the low one today, so you can carry the lantern.' },
    { by: 'ana', says: 'Shall I tell you about the apprentice and the salt?' },
    { by: 'bo', says: 'I was hoping you would never stop telling me about the apprentice.' },

    {
      by: 'bo',
      answers: 'sunday',
      answer: 'yes-and',
      and: 'On Sundays at six each of us writes the other one line. A full stop counts as a line.',
      as: 'full-stop',
    },
    { by: 'ana', answers: 'full-stop', answer: 'yes' },
    { by: 'ana', letsGo: 'full-stop' },
    {
      by: 'ana',
      says: 'I let go of the full stop. When one came last week I lay there guessing at it. A line with a word in it I can still say yes to.',
    },
    { by: 'bo', says: 'That is fair. I had not thought of it from the end that waits.' },
    {
      by: 'ana',
      proposes: 'I say whether I would like an idea or company. If I say nothing, it is company.',
      as: 'idea-or-company',
      step: 'what-helps',
    },
    {
      by: 'bo',
      proposes: 'Either of us may say “not today” and needs no reason for it.',
      as: 'not-today',
      step: 'pausing-and-ending',
    },
    {
      by: 'bo',
      proposes: 'What we say here we do not carry to anybody else.',
      as: 'carry',
      step: 'privacy',
    },
    {
      by: 'ana',
      answers: 'carry',
      answer: 'worried',
      because:
        'I think aloud with Noor sometimes. I would walk about weighing every word, and then I would say less here.',
    },
    {
      by: 'ana',
      proposes: 'If I have hurt you, tell me within the week. In writing is fine.',
      as: 'hurt',
      step: 'getting-it-wrong',
    },
    {
      by: 'bo',
      answers: 'hurt',
      answer: 'not-yet',
      because: 'I would like to have done it once before I promise it.',
    },
    {
      by: 'ana',
      proposes: 'If one of us wants to stop, we say so in a last letter and do not simply fade.',
      as: 'last-letter',
      step: 'pausing-and-ending',
    },
    {
      by: 'bo',
      answers: 'last-letter',
      answer: 'stands-aside',
      because: 'I am no good at last letters. I will not stand in the way of yours.',
    },
    { by: 'ana', keepsInSight: 'quiet' },
    { by: 'bo', keepsInSight: 'quiet' },
    { by: 'bo', suggestsLookingAgainInDays: 30 },
    {
      by: 'bo',
      says: 'The man with the torch came. He was called Ivo, he liked the dog, and the boiler is fine.',
    },
  ],
};
