/** Lines of logs in which agents start agents. */

/** A time in the minute of the log. */
const at = (second: number) => `2026-03-01T10:00:${String(second).padStart(2, "0")}.000Z`;
let count = 0;
export const message = (type: "user" | "assistant", content: unknown, more: object = {}) => ({
  parentUuid: null,
  isSidechain: false,
  sessionId: "s",
  type,
  message: { id: `m${++count}`, role: type, content },
  uuid: `u${count}`,
  timestamp: at(count % 60),
  ...more,
});
export const startAgents = (...ids: readonly string[]) =>
  message(
    "assistant",
    ids.map((id) => ({ type: "tool_use", id, name: "Task", input: { prompt: `Do ${id}` } })),
  );
export const result = (id: string, text: string, more: object = {}) =>
  message("user", [{ type: "tool_result", tool_use_id: id, content: text }], more);

/** What an agent says inside of its parent's log. */
export const embedded = (id: string, agentId: string, content: readonly object[]) => ({
  type: "progress",
  parentToolUseID: id,
  uuid: `p${++count}`,
  timestamp: at(count % 60),
  data: { type: "agent_progress", agentId, message: message("assistant", content) },
});

/** The same, in words. */
export const embeddedText = (id: string, agentId: string, text: string) =>
  embedded(id, agentId, [{ type: "text", text }]);

/** Writes a log. */
export async function write(file: string, ...lines: readonly object[]): Promise<void> {
  await Deno.writeTextFile(file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
}
