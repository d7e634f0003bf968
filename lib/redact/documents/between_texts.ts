/** What stands between the texts of XML and may be secret: names of elements and attributes in what others wrote. */
import type { BetweenRuns } from "./document.ts";
import { type Finding, WEIGHT } from "../finding.ts";
import type { Piece } from "../readings/pieces.ts";

/** What names may hold, and values that have no quotes. */
const NAME = /[^\s<>"'=/&?!]+/g;

/**
 * Only what is known by its own form: what stands beside the name of a secret may be the layout. It becomes a name:
 * `redacted-github-token-1a2b`.
 */
export const BETWEEN_TEXTS: BetweenRuns = {
  piecesOf: (xml, finding, isElsewhere) =>
    isElsewhere || finding.weight !== WEIGHT.format ? [] : namesIn(xml, finding),
  write: (replacement) => replacement.match(/[a-z0-9-]+/g)?.join("-") ?? "redacted",
};

function namesIn(xml: string, { start, end }: Finding): Piece[] {
  return [...xml.slice(start, end).matchAll(NAME)].map(({ index, 0: name }) => ({
    start: start + index,
    end: start + index + name.length,
  }));
}
