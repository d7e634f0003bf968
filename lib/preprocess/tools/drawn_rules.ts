/** Rules and boxes that commands draw: `────────` divides no better than `───`, in three bytes a sign. */

import { PartialTextBuilder, type RawText } from "../../redact/mod.ts";

/** A rule that is longer than what stands for it by enough to say so. */
const RULE = /([─━═])\1{7,}/g;

/** Part of each rule: most texts have none. */
const DRAWN = ["────────", "━━━━━━━━", "════════"] as const;

/** What a command printed, its rules drawn in short. Its last line, where its verdict stands, is as it was. */
export function withShortRules(text: RawText): RawText {
  const pieces = typeof text === "string" ? [text] : text.pieces;
  if (!pieces.some((piece) => DRAWN.some((rule) => piece.includes(rule)))) return text;
  const all = `${text}`;
  const last = all.trimEnd().lastIndexOf("\n") + 1;
  const before = text.slice(0, last);
  const builder = new PartialTextBuilder({ ownsPieces: true });
  builder.show(typeof before === "string" ? shortened(before) : before.map(shortened));
  builder.show(text.slice(last, text.length));
  return builder.build();
}

function shortened(text: string): string {
  return text.replace(RULE, "$1$1$1");
}
