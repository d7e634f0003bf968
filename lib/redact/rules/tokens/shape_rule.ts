/** A secret that is known by its length and what stands before it. */

export interface ShapeRule {
  readonly kind: string;
  /** Lengths of the run, in characters, for which the rule is tried. */
  readonly shortest: number;
  readonly longest: number;
  /** The one character that it begins with, where that is so. */
  readonly first?: string;
  /** Sticky, tried at the run's first character. */
  readonly pattern: RegExp;
}

/** Digits and both sorts of letters follow, as in no name of a function. */
export const MIXED = "(?=[a-z0-9]*[A-Z])(?=[A-Za-z]*[0-9])(?=[A-Z0-9]*[a-z])";
