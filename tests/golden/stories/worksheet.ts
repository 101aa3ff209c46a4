import { said } from '#domain/conversation/said.ts';
import { answered } from '#domain/worksheet/answered.ts';
import { asked } from '#domain/worksheet/asked.ts';
import { gotReady } from '#domain/worksheet/got-ready.ts';
import { heard } from '#domain/worksheet/heard.ts';
import { forgotten, noted } from '#domain/worksheet/noted.ts';
import { offered } from '#domain/worksheet/offered.ts';
import { proposed } from '#domain/worksheet/proposed.ts';
import { letGo, rested, takenUp } from '#domain/worksheet/put.ts';
import { reopened } from '#domain/worksheet/reopened.ts';
import { started } from '#domain/worksheet/started.ts';
import { withdrawn } from '#domain/worksheet/withdrawn.ts';
import { ana, bench, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

function questions(): GoldenStory {
  const story = tell('pair', ana, bo);
  const worksheet = story.does(ana, started({ tool: 't3', version: 1 }));
  const step = 'questions';
  const text = 'Which small sound do you like?';
  const question = story.does(bo, asked({ worksheet, step, card: 'tastes-8', text }));
  const answer = { worksheet, step, asked: text, of: question };
  story.does(ana, offered({ ...answer, text: 'A kettle that is ready.' }));
  const id = story.does(bo, offered({ ...answer, text: 'Rain, but not on my hat.' }));
  story.does(bo, withdrawn({ id, worksheet, step, of: question }));
  story.does(ana, withdrawn({ id, worksheet, step }));
  story.does(stranger, asked({ worksheet, step, text: 'Who let me in?' }));
  story.does(bo, asked({ worksheet: question, step, text: 'On which sheet?' }));
  story.does(ana, rested(worksheet));
  story.does(bo, letGo(worksheet));
  story.does(ana, takenUp(worksheet));
  return golden('a question lies for both, an answer is taken back, and a sheet is taken up again', story);
}

function atOnce(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  const worksheet = story.does(bo, started({ tool: 't15', version: 1, title: 'The key' }));
  const step = 'apart';
  story.does(ana, gotReady({ worksheet, step, ready: true }));
  story.does(bo, gotReady({ worksheet, step, ready: true }));
  story.does(bo, gotReady({ worksheet, step, ready: false }));
  story.does(cai, gotReady({ worksheet, step, ready: true }));
  story.does(bo, gotReady({ worksheet, step, ready: true }));
  const asked = 'What did you see and hear?';
  const of = story.does(ana, offered({ worksheet, step, asked, text: 'The key was not on its hook.' }));
  const back = { worksheet, step: 'back', asked: 'What did you hear?', of };
  const saying = story.does(cai, offered({ ...back, text: 'You looked for the key.' }));
  story.does(bo, heard({ worksheet, offer: saying, as: 'yes' }));
  story.does(ana, heard({ worksheet, offer: saying, as: 'near', more: 'I had counted on it.' }));
  story.does(ana, heard({ worksheet, offer: saying, as: 'yes' }));
  story.does(ana, heard({ worksheet, offer: of, as: 'yes' }));
  story.leaves(cai);
  story.joins(cai);
  return golden('a step opens when all are ready, and is said back until its author says yes', story);
}

function ours(): GoldenStory {
  const story = tell('pair', ana, bo);
  const worksheet = story.does(ana, started({ tool: 't9', version: 2 }));
  const other = story.does(ana, started({ tool: 't9', version: 2 }));
  const line = { worksheet, step: 'shared' };
  const proposal = story.does(bo, proposed({ ...line, text: 'Kindness.' }));
  const wording = { worksheet, clause: proposal, proposal, text: 'Kindness.' };
  story.does(ana, answered({ ...wording, worksheet: other, answer: 'yes' }));
  story.does(ana, answered({ ...wording, text: 'Kindness', answer: 'yes' }));
  story.does(ana, answered({ ...wording, answer: 'not-yet', because: 'Say which kind.' }));
  story.does(ana, answered({ ...wording, answer: 'yes' }));
  story.does(ana, proposed({ ...line, clause: proposal, text: 'Kindness, also to ourselves.' }));
  story.does(ana, proposed({ ...line, worksheet: other, clause: proposal, text: 'On another sheet.' }));
  const lapsed = story.does(ana, proposed({ ...line, text: 'Time outdoors.' }));
  const outdoors = { worksheet, clause: lapsed, proposal: lapsed, text: 'Time outdoors.' };
  story.does(bo, answered({ ...outdoors, answer: 'yes' }));
  story.does(bo, reopened(outdoors));
  story.letsGo(bo, proposal);
  story.does(ana, said({ text: 'I like that one.' }));
  return golden('a line is ours while both hold it, word for word, on the sheet it was made on', story);
}

function mine(): GoldenStory {
  const story = tell('solo', ana);
  const worksheet = story.does(ana, started({ tool: 't9', version: 1 }));
  const words = { space: bench, worksheet, step: 'piles', prompt: 'matters', asked: 'What matters?' };
  const note = { ...words, key: 'k'.repeat(22), text: 'sleep' };
  const first = story.does(ana, noted(note));
  story.does(ana, noted({ ...note, text: 'sleep\ntime alone' }, [first]));
  const gone = story.does(ana, noted({ ...note, key: 'g'.repeat(22), text: 'order', opens: true }));
  story.does(ana, noted({ ...note, key: 'o'.repeat(22), text: 'quiet', opens: true }));
  story.does(ana, forgotten([gone]));
  story.does(ana, offered({ worksheet, step: 'piles', asked: 'To whom?', text: 'Nobody else is here.' }));
  return golden('notes are in a notebook alone, and there nothing is offered', story);
}

export const worksheet = [questions(), atOnce(), ours(), mine()];
