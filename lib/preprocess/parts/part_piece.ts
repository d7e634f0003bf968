/** What a part is put together of while it is packed. */

import type { RedactedElement } from "../events/element.ts";
import type { Scope } from "../events/session_event.ts";

/** An event, or a piece of one, where it stands. */
export interface Piece {
  readonly element: RedactedElement;
  /** The containers that it stands in, from the outermost. */
  readonly path: readonly Scope[];
  /** What it was cut from. */
  cutFrom?: RedactedElement;
  /** The ratio that its size was chosen by. */
  readonly cutBy: number;
  /** How the part was before. */
  readonly before: {
    readonly position: number;
    readonly path: readonly Scope[];
    /** Containers that it had opened first. */
    readonly opened: number;
  };
}

/** What is to be written. */
export interface Waiting {
  readonly element: RedactedElement;
  readonly scope: Scope | undefined;
}

/** A piece that was written and taken back. */
export interface TakenBack extends Waiting {
  readonly cutFrom: RedactedElement | undefined;
  readonly cutBy: number;
}
