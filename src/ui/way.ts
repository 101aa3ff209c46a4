/** One way to reach a line: what the button says and where it leads. */
export interface Way {
  readonly href: string;
  readonly label: string;
  /** Heard after the label, and not seen. */
  readonly heard?: string;
  /** Rung by voice, so it carries the sign of a telephone. */
  readonly voice: boolean;
  /** Opens somebody else's site, which learns nothing of where it was opened from. */
  readonly outside: boolean;
}
