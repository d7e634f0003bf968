/** Lines of logs in which prompts wait in the queue. */

import { assistantLine, conversational, type Converted, userLine } from "../converting.ts";

/** A line before it is written as JSON. */
export type Line = Record<string, unknown>;

let seconds = 0;
const later = () => new Date(Date.UTC(2026, 2, 1) + 1000 * ++seconds).toISOString();
/** Before any other line: when copied history was said. */
export const LONG_AGO = "2026-01-01T00:00:00.000Z";

/** A line about the queue; `content` where it names a text. */
export const queue = (operation: string, content?: string): Line => ({
  type: "queue-operation",
  operation,
  content,
  timestamp: later(),
});
/** A line in which a person says something, and one of the assistant's. */
export const prompt = (text: string, timestamp = later()) => userLine(text, { timestamp });
export const answer = (text: string, timestamp = later()) => assistantLine(text, { timestamp });
/** The line that delivers what waited. */
export const attachment = (text: string) =>
  conversational({
    type: "attachment",
    attachment: { type: "queued_command", prompt: text },
    timestamp: later(),
  });
/** A line of a message, of which there may be more. */
export const messageLine = (id: string, text: string) =>
  conversational({
    type: "assistant",
    message: { id, role: "assistant", content: [{ type: "text", text }] },
    timestamp: later(),
  });
/** What a converted log says, in its order. */
export const said = ({ elements }: Converted) => elements.map(({ name, text }) => `${name}: ${text}`);
