/** The frame that newer clients (2.1.329) put around an agent's report: a banner for the model, and each line indented. */

import type { LongText } from "../../session/mod.ts";

const MARK = "[Subagent hand-back]";
const BANNER = /^\[Subagent hand-back\][^\n]*\n/m;

/** What the client notes stands above the banner. */
const MOST_CHARACTERS_BEFORE = 4000;

const INDENT = "  ";

/**
 * Removes the frame that the client puts around an agent's report when it hands it back: first the report, then the
 * text around it. A text without a frame is unchanged.
 */
export function withoutHandBackFrame(text: string | LongText): string | LongText {
  const beginning = text.slice(0, Math.min(text.length, MOST_CHARACTERS_BEFORE));
  if (!`${beginning}`.includes(MARK)) return text;
  const all = `${text}`;
  const banner = BANNER.exec(all);
  if (banner === null) return text;
  const lines = all.slice(banner.index + banner[0].length).split("\n");
  const end = lines.findIndex((line) => line !== "" && !line.startsWith(INDENT));
  const framed = end === -1 ? lines : lines.slice(0, end);
  const report = framed.map((line) => line.slice(INDENT.length)).join("\n").trimEnd();
  const behind = end === -1 ? "" : lines.slice(end).join("\n");
  return [report, all.slice(0, banner.index).trimEnd(), behind].filter((piece) => piece !== "").join("\n");
}
