/** Patterns of paths, as `.gitignore` and `.gitattributes` have them. */

/**
 * Makes a test for paths (from the root, with forward slashes). As in `.gitignore`: a pattern without a slash fits a name in
 * any folder, one with a slash begins at the root; `*` and `?` stop at slashes, `**` does not; a folder stands for all in it.
 * Whatever the pattern, the time is at most its length times the path's: a repository's files bring patterns along.
 */
export function matcherFor(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== "").map(testFor);
  return (path) => {
    const names = path.split("/");
    return tests.some((test) => test(names));
  };
}

function testFor(pattern: string): (names: readonly string[]) => boolean {
  const bare = pattern.replace(/\/+$/, "").replace(/^\.\//, "");
  const parts = bare.replace(/^\//, "").split("/");
  const [only = ""] = parts;
  if (!bare.includes("/")) return (names) => names.some((name) => fits(only, name));
  return (names) => {
    // How many names may be behind us; what is left of the path when the pattern ends lies in the folder that it fits.
    let reached = new Set([0]);
    for (const part of parts) {
      reached = part === "**"
        ? new Set(names.map((_, at) => at).filter((at) => at >= Math.min(...reached)))
        : new Set([...reached].filter((at) => fits(part, names[at])).map((at) => at + 1));
      if (reached.size === 0) return false;
    }
    return true;
  };
}

/** One name against one part of a pattern: the last star takes one character more whenever what follows it does not fit. */
function fits(part: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  let [at, inName, star, afterStar] = [0, 0, -1, 0];
  while (inName < name.length) {
    const wanted = part[at];
    if (wanted === "*") [star, afterStar] = [at++, inName];
    else if (wanted !== undefined && (wanted === "?" || wanted === name[inName])) {
      [at, inName] = [at + 1, inName + 1];
    } else if (star >= 0) [at, inName] = [star + 1, ++afterStar];
    else return false;
  }
  return /^\**$/.test(part.slice(at));
}

/** The patterns that a `.gitattributes` marks as generated or vendored; a later line may take the mark back. */
export function generatedPatterns(attributes: string): (path: string) => boolean {
  const rules = attributes.split(/\r?\n/).flatMap((line) => {
    const [pattern = "", ...marks] = line.trim().split(/\s+/);
    if (pattern === "" || pattern.startsWith("#")) return [];
    const mark = marks.findLast((word) => /^-?linguist-(?:generated|vendored)(?:=|$)/.test(word));
    if (mark === undefined) return [];
    return [{ matches: matcherFor([pattern]), isSet: !/^-|=(?:false|0|no)$/.test(mark) }];
  });
  return (path) => rules.findLast(({ matches }) => matches(path))?.isSet ?? false;
}
