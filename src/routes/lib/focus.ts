import type { Attachment } from 'svelte/attachments';

/** A new step puts the focus on its heading: it is read out, and the next key acts from there. */
export const takesFocus: Attachment<HTMLElement> = (element) => {
  const heading = element.querySelector<HTMLElement>('h1, h2') ?? element;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

/** Where a step asks one thing and has no more to say, the focus goes to the field. */
export const focusesField: Attachment<HTMLElement> = (element) => {
  element.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
};

/** What was asked for takes the place of what asked for it. */
export const focusesButton: Attachment<HTMLElement> = (element) => {
  element.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
};
