import * as v from 'valibot';

// What each part of a tool file may be made of. Nothing here is a number: a tool measures nobody.

/** The name of a tool, a step, a prompt: it stays for as long as somebody's words hang on it. */
export const aName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'write a name in small letters, digits and single hyphens'),
  v.maxLength(40, 'make this name shorter: 40 letters at most'),
);

export const aHeading = textUpTo(80);

/** One sentence that can be read out: it asks or invites one thing. */
export const aPrompt = v.pipe(
  textUpTo(200),
  v.regex(/[.?…]$/, 'end this with a full stop or a question mark'),
  v.check((text) => !/[.?]\s+\S/.test(text), 'make this one sentence, so that it can be read out'),
);

export const aText = textUpTo(1200);

export const aWord = textUpTo(40);

export function textUpTo(most: number) {
  return v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('say something here'),
    v.maxLength(most, `make this shorter: ${most} letters at most`),
    v.check((text) => !text.includes('!'), 'leave the exclamation mark out'),
  );
}

export function someOf<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.nonEmpty('there is nothing in here'));
}
