/** What a release says of itself: its section of CHANGELOG.md. */

/**
 * The notes of a version: the section `## <version>` or `## [<version>]`, whatever stands behind it (a date), without its
 * heading.
 *
 * @throws {Error} if the changelog has no such section, or an empty one: a release that says nothing is a mistake.
 */
export function releaseNotes(changelog: string, version: string): string {
  const lines = changelog.split(/\r?\n/);
  const isHeading = (line: string) => /^## /.test(line);
  const start = lines.findIndex((line) =>
    isHeading(line) && headingVersion(line)?.toLowerCase() === version.toLowerCase()
  );
  if (start < 0) {
    const known = lines.filter(isHeading).map((line) => line.slice(3).trim()).join(", ");
    throw new Error(
      `CHANGELOG.md has no section for ${version} (it has: ${known || "none"}); rename "Unreleased" to it.`,
    );
  }
  const length = lines.slice(start + 1).findIndex(isHeading);
  const section = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join("\n").trim();
  if (section === "") throw new Error(`The section for ${version} of CHANGELOG.md is empty.`);
  return `${section}\n`;
}

function headingVersion(line: string): string | undefined {
  return /^## \[?v?([^\]\s]+)\]?/.exec(line)?.[1];
}

/**
 * Checks that a tag names the version that is built.
 *
 * @throws {Error} that says what to change.
 */
export function requireVersionOfTag(tag: string, version: string): void {
  if (tag === `v${version}`) return;
  throw new Error(`The tag ${tag} is not v${version}, the version in deno.json; change one of them.`);
}
