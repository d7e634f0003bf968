/**
 * Builds Claude Code sessions for tests and the demo, in the shapes of the client's versions 1.0.44 to 2.1.329:
 *
 *     const built = session({ version: "2.1.200", seed: "x" })
 *       .prompt("Fix it").bash("npm test", "1 failing", { isError: true }).assistant("Fixed.").build();
 *     const folder = await writeClaudeFolder(root, [built]);
 */

export { clientTraits } from "./client_traits.ts";
export type { Conversation } from "./conversation.ts";
export { type Comeback, parseLog, session, type SessionBuilder, type SessionControls } from "./session.ts";
export { dashedName } from "./session_state.ts";
export type {
  AgentLayout,
  AgentOptions,
  BashOptions,
  BuiltFile,
  BuiltSession,
  LogLine,
  SessionOptions,
  ToolOptions,
} from "./types.ts";
export {
  writeClaudeFolder,
  type WrittenClaudeFolder,
  type WrittenFile,
  type WrittenSession,
} from "./write_claude_folder.ts";
