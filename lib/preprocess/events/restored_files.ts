/** Files that the client attaches again after a compaction. They are left out, as they were shown when the agent read them. */

import {
  type AssistantEntry,
  type AttachmentEntry,
  stringField,
  type SystemEntry,
  type UserEntry,
} from "../../session/mod.ts";

const FILE_TOOLS: ReadonlySet<string> = new Set(["Read", "Edit", "MultiEdit", "Write", "NotebookEdit"]);

/** More files are read in no session that anybody reads about. */
const MOST_PATHS = 5000;

/**
 * Remembers which files a log's tool uses have shown, so that a file that the client attaches again after a
 * compaction is recognized.
 */
export class RestoredFiles {
  readonly #paths = new Set<string>();
  #isBehindCompaction = false;

  /** Takes note of the files that an answer reads or changes. */
  noteCalls({ content }: AssistantEntry): void {
    for (const block of content) {
      if (block.type !== "tool_use" || !FILE_TOOLS.has(block.name)) continue;
      const path = stringField(block.input, "file_path");
      if (path !== undefined && this.#paths.size < MOST_PATHS) this.#paths.add(path);
    }
  }

  noteCompaction({ subtype }: SystemEntry): void {
    if (subtype === "compact_boundary") this.#isBehindCompaction = true;
  }

  /** What a person says next may have files of its own. */
  notePrompt({ isCompactSummary }: UserEntry): void {
    if (!isCompactSummary) this.#isBehindCompaction = false;
  }

  /** Whether the client attached a file on its own that the log shows already; gives its path. */
  restored({ attachmentType, attachment }: AttachmentEntry): string | undefined {
    if (!this.#isBehindCompaction || attachmentType !== "file") return undefined;
    const path = stringField(attachment, "filename");
    return path !== undefined && this.#paths.has(path) ? path : undefined;
  }
}
