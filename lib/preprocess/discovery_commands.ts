/** Commands with which an agent looks for its own session logs: noise, but only where the whole command is one. */

import type { ToolUseBlock } from "../session/mod.ts";
import { stringField } from "../session/mod.ts";

/** One simple command without any other: no list, pipe, substitution, redirection or second line. */
const SIMPLE = /^[^;&|<>`\n]*$/;

const DISCOVERY: readonly RegExp[] = [
  /^pwd$/,
  /^(?:ls|find|tree|stat|du)\s[^$]*\.claude\/projects(?:\/|\s|$|["'])[^$]*$/,
  /^echo\s+["']?\$\{?(?:CLAUDE_)?SESSION_ID\}?["']?$/,
  /^(?:erk exec|erk-learn)\s+(?:list-sessions|get-learn-sessions|preprocess-session)\b[^$]*$/,
];

/** Whether a tool use does nothing but look for session logs. */
export function isLogDiscovery(call: Pick<ToolUseBlock, "name" | "input">): boolean {
  if (call.name !== "Bash") return false;
  const command = stringField(call.input, "command")?.trim() ?? "";
  return SIMPLE.test(command) && DISCOVERY.some((pattern) => pattern.test(command));
}
