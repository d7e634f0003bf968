/** A pull request's changes as GitHub hands them out: the list of files, and the diff in one piece. */

import { type Answer, refusal } from "./answers.ts";
import { listAnswer } from "./pages.ts";
import { repositoryPage, repositoryUrl } from "./render.ts";
import type { Call } from "./router.ts";
import type { PullFileSeed } from "./seed_types.ts";
import { headSha } from "./shas.ts";
import type { PullIssue, RepositoryRecord, World } from "./state.ts";

const MAX_LISTED_FILES = 3_000; // GitHub's
const MAX_DIFF_FILES = 300; // GitHub's
const MAX_DIFF_LINES = 20_000; // GitHub's

/** `GET …/pulls/{pull_number}/files`: no more than the first 3,000. */
export function listFiles(world: World, repository: RepositoryRecord, issue: PullIssue, call: Call): Answer {
  const files = issue.pull.files.slice(0, MAX_LISTED_FILES);
  return listAnswer(call, files, (file) => renderFile(world, repository, issue, file));
}

/** `GET …/pulls/{pull_number}` with the media type of diffs: the seeded text, else one made of the seeded files. */
export function diffAnswer(issue: PullIssue): Answer {
  const { diff, files } = issue.pull;
  const text = diff ?? files.map(renderSection).join("");
  if (diff === "too-large" || text.split("\n").length > MAX_DIFF_LINES) {
    throw tooLarge(`Sorry, the diff exceeded the maximum number of lines (${MAX_DIFF_LINES})`);
  }
  if (files.length > MAX_DIFF_FILES) {
    throw tooLarge(
      `Sorry, the diff exceeded the maximum number of files (${MAX_DIFF_FILES}). Consider using 'List pull requests ` +
        "files' API or locally cloning the repository instead.",
    );
  }
  return { status: 200, text, headers: { "content-type": "application/vnd.github.v3.diff; charset=utf-8" } };
}

function tooLarge(message: string) {
  return refusal(406, message, { errors: [{ resource: "PullRequest", field: "diff", code: "too_large" }] });
}

function renderSection({ path, previousPath = path, status = "modified", patch }: PullFileSeed): string {
  const lines = [`diff --git ${quoted(`a/${previousPath}`)} ${quoted(`b/${path}`)}`];
  if (status === "added") lines.push("new file mode 100644");
  if (status === "removed") lines.push("deleted file mode 100644");
  if (status === "renamed" || status === "copied") {
    const word = status === "renamed" ? "rename" : "copy";
    lines.push(`similarity index 90%`, `${word} from ${quoted(previousPath)}`, `${word} to ${quoted(path)}`);
  }
  lines.push("index 1111111..2222222 100644");
  if (patch !== undefined) {
    lines.push(
      `--- ${status === "added" ? "/dev/null" : quoted(`a/${previousPath}`)}`,
      `+++ ${status === "removed" ? "/dev/null" : quoted(`b/${path}`)}`,
      patch,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** As git writes names that hold more than plain characters: bytes beyond ASCII in octal. */
function quoted(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name) && !/["\\]/.test(name)) return name;
  const bytes = [...new TextEncoder().encode(name)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === "\\") return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, "0")}`;
  });
  return `"${bytes.join("")}"`;
}

function renderFile(
  world: World,
  repository: RepositoryRecord,
  issue: PullIssue,
  file: PullFileSeed,
): Record<string, unknown> {
  const { additions = 0, deletions = 0 } = file;
  const { headSha: ref } = issue.pull;
  const page = repositoryPage(world, repository);
  const hasPatch = file.patch !== undefined && file.isTooLargeForList !== true;
  return {
    sha: headSha(repository.fullName, `${ref}:${file.path}`),
    filename: file.path,
    status: file.status ?? "modified",
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${page}/blob/${ref}/${encodeURI(file.path)}`,
    raw_url: `${page}/raw/${ref}/${encodeURI(file.path)}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${encodeURI(file.path)}?ref=${ref}`,
    ...(hasPatch ? { patch: file.patch } : {}),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
