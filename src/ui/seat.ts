/** A seat in a space of two: ink stands in the start margin, tea in the end margin. Drawn by lot, never by rank. */
export type Side = 'start' | 'end';

/** How an arc holds: dotted is not there yet, wavering is worried, open was let go, half stands aside. */
export type ArcState = 'whole' | 'dotted' | 'wavering' | 'open' | 'half' | 'absent';

/** What one person of two says about one text, in words and in the shape of their arc. */
export interface Answer {
  readonly name: string;
  readonly line: string;
  readonly words?: string;
  readonly arc: ArcState;
}

export type { CircleLook } from '#domain/space/look.ts';
export type SpaceLook = 'pair' | 'solo' | 'circle' | 'community';
