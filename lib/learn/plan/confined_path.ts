/**
 * Paths that a model gives, as paths of the repository. Whoever carries a plan out writes there: what leads out of the
 * repository is no path any more, but a remark that says so.
 */

import { UNKNOWN_LOCATION } from "./parse_learn_plan.ts";

/** Longer than any path that Linux takes. */
const MAX_PATH_CHARACTERS = 4_096;

const OUTSIDE = "(outside of the repository: ";
const MAX_SHOWN_CHARACTERS = 200;

/** A path, or the remark in its place. */
export type PathConfiner = (path: string) => string;

/**
 * Makes what confines paths: `./docs\\a.md` and `/docs/a.md` become `docs/a.md`, an absolute path or address that ends
 * like a known one becomes that, and any other that leads out of the repository becomes a remark. Never throws; applied
 * to its own result it changes nothing.
 *
 * @param known paths of the repository, as far as they are known.
 */
export function pathConfiner(known: readonly string[]): PathConfiner {
  const paths = new Set(known);
  const tops = new Set(known.filter((path) => path.includes("/")).map((path) => path.split("/", 1)[0]));

  /** The known path that the end of another names. */
  const knownEnd = (segments: readonly string[]): string | undefined => {
    for (let start = 0; start < segments.length; start++) {
      const end = segments.slice(start).join("/");
      if (paths.has(end)) return end;
    }
    return undefined;
  };

  return (given) => {
    const path = unwrapped(given);
    if (path === "" || path === UNKNOWN_LOCATION) return UNKNOWN_LOCATION;
    if (isOutside(path) || paths.has(path)) return path;
    if (path.length > MAX_PATH_CHARACTERS || /\p{Cc}/u.test(path)) return outside(path);
    const place = placeOf(path);
    const { segments, climbs } = resolved(place.path);
    if (segments.some((segment) => segment.toLowerCase() === ".git")) return outside(path);
    const isRooted = place.kind === "rooted" && tops.has(segments[0]);
    const joined = segments.join("/");
    // `./~` and `./C:/x` are paths of the repository, but written without their beginning they would be others.
    const isItself = placeOf(joined).kind === "relative" && unwrapped(joined) === joined;
    if (!climbs && joined !== "" && isItself && (place.kind === "relative" || isRooted)) return joined;
    return knownEnd(segments) ?? outside(path);
  };
}

/** Without white space and quotation marks around it. */
function unwrapped(path: string): string {
  const trimmed = path.trim();
  return /^(["'`])(.*)\1$/s.exec(trimmed)?.[2]?.trim() ?? trimmed;
}

interface Place {
  /** `rooted`: from a root that may be the repository's. `elsewhere`: from one that can't be. */
  readonly kind: "relative" | "rooted" | "elsewhere";
  readonly path: string;
}

/** `README.md:12` has no scheme. */
const SCHEME = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:data|file|javascript|mailto|vbscript):)/i;
/** What stands for a home directory or a drive; the redactor writes the first one too. */
const ELSEWHERE = /^(?:\[redacted:|~|\$\{?\w|%\w+%|[a-z]:(?:\/|$)|\/\/)/i;

function placeOf(path: string): Place {
  if (SCHEME.test(path)) return { kind: "elsewhere", path: path.replace(/[?#].*$/s, "").replace(SCHEME, "") };
  const slashed = path.replaceAll("\\", "/");
  if (ELSEWHERE.test(slashed)) return { kind: "elsewhere", path: slashed };
  return { kind: slashed.startsWith("/") ? "rooted" : "relative", path: slashed };
}

function resolved(path: string): { readonly segments: readonly string[]; readonly climbs: boolean } {
  const segments: string[] = [];
  let climbs = false;
  for (const segment of path.split("/").map((segment) => segment.trim())) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) climbs = true;
  }
  return { segments, climbs };
}

/** Whether it is the remark that stands for a path outside of the repository. */
export function isOutside(path: string): boolean {
  return path.startsWith(OUTSIDE);
}

function outside(path: string): string {
  const line = path.replaceAll(/[\s\p{Cc}]+/gu, " ");
  const shown = line.length <= MAX_SHOWN_CHARACTERS
    ? line
    : `${line.slice(0, MAX_SHOWN_CHARACTERS)}…`.toWellFormed();
  return `${OUTSIDE}${shown})`;
}
