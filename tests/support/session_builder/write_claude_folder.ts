/** Writes sessions as Claude Code keeps them: `<root>/projects/<dashed working directory>/<session id>.jsonl`. */

import { dirname, join } from "node:path";
import { dashedName } from "./session_state.ts";
import type { SessionBuilder } from "./session.ts";
import type { BuiltSession } from "./types.ts";

export interface WrittenFile {
  /** Below the root as it was given. */
  readonly path: string;
  readonly bytes: number;
}

export interface WrittenSession {
  readonly id: string;
  /** The session's own log. */
  readonly path: string;
  /** Its own log's bytes. */
  readonly bytes: number;
  /** The log, subagents' logs, `.meta.json` and moved results. */
  readonly files: readonly WrittenFile[];
  readonly totalBytes: number;
}

export interface WrittenClaudeFolder {
  readonly root: string;
  /** In the order given. */
  readonly sessions: readonly WrittenSession[];
  readonly totalBytes: number;
}

/** Writes the sessions below `root` (what `CLAUDE_CONFIG_DIR` would name) and tells where and how large. */
export async function writeClaudeFolder(
  root: string,
  sessions: readonly (BuiltSession | SessionBuilder)[],
): Promise<WrittenClaudeFolder> {
  const written: WrittenSession[] = [];
  for (const given of sessions) {
    const session = "build" in given ? given.build() : given;
    const folder = join(root, "projects", dashedName(session.cwd));
    const files: WrittenFile[] = [];
    for (const { path, text } of session.files) {
      const target = join(folder, path);
      await Deno.mkdir(dirname(target), { recursive: true });
      const bytes = new TextEncoder().encode(text);
      await Deno.writeFile(target, bytes);
      files.push({ path: target, bytes: bytes.length });
    }
    written.push({
      id: session.id,
      path: join(folder, `${session.id}.jsonl`),
      bytes: files[0]?.bytes ?? 0,
      files,
      totalBytes: sum(files.map(({ bytes }) => bytes)),
    });
  }
  return { root, sessions: written, totalBytes: sum(written.map(({ totalBytes }) => totalBytes)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
