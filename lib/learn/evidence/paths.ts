/** Paths of files as sessions, plans and diffs name them. */

/** Whether a file holds tests, by the names of the file and its folders. */
export function isTestPath(path: string): boolean {
  return /(?:^|[\\/._-])(?:tests?|specs?|__tests__|e2e|testing|testdata|fixtures?)(?=[\\/._-]|$)|(?:Test|Tests|Spec)\.\w+$|(?:^|[\\/])test_|_test\.\w+$/
    .test(path);
}

/** A file that was made to try something, by its name or place. */
export function isScratchPath(path: string): boolean {
  return /(?:^|[\\/])(?:tmp|temp|scratch|scratchpad|\.scratch|playground|private[\\/]tmp)(?:[\\/]|$)|(?:^|[\\/._-])(?:tmp|temp|scratch|debug|repro|try|trial|experiment|poc|draft|check)(?=[\\/._-])/i
    .test(path);
}

/** The last name of a path, in lower case. */
export function baseName(path: string): string {
  return path.replace(/(?<![\\/])[\\/]+$/, "").replace(/^.*[\\/]/, "").toLowerCase();
}

/** Whether a path begins at the root, a home folder or a drive. */
export function isFromRoot(path: string): boolean {
  return /^(?:[/\\~$]|[A-Za-z]:)/.test(path);
}

/** With forward slashes, without `./` before it. */
export function plainPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
}

/** Whether two paths may name the same file: one of them is the end of the other. */
export function isSamePath(one: string, other: string): boolean {
  const [a, b] = [plainPath(one), plainPath(other)];
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** A path as a finding names it: from the repository's folder on where that is told, else its last three names. */
export function shortPath(path: string): string {
  const names = plainPath(path).split("/");
  return names.length <= 4 ? names.join("/") : `…/${names.slice(-3).join("/")}`;
}
