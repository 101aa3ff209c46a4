/** Drawings that a circle may choose from. They tell circles apart, and mean nothing else. */
export const circleLooks = ['ring', 'waves', 'nest', 'gate'] as const;
export type CircleLook = (typeof circleLooks)[number];

/** How long a circle may say what it is for. */
export const purposeMost = 600;
