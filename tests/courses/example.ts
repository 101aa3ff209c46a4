/** A lesson as somebody would write it, short, for what a check says of it when one thing is another. */
export const exampleLesson = `---
id: d1-01
title: Two mugs
minutes: 20
aim: Notice who fetches the mugs.
contentNote: Nothing heavy comes up.
skip: You miss a scene in a kitchen. Nothing later needs it.
exercise:
  title: Who fetches
  kind: noticing
  tool: null
  minutes: 10
sources:
  - author: Ana
    title: A Book of Mugs
    year: 2001
traces: ['0-1']
---

## The kitchen

Ana fetches two *mugs*.

## Exercise

### Together

Look around.

### By text, without camera or voice

Write what you see.

### Alone

Look around alone.

## For yourself

What did you see?

## For whoever facilitates

Leave room.

## Where this comes from

From a kitchen.
`;
