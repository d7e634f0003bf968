/**
 * What a person said while a tool ran, as the client told the agent in a reminder behind the tool's result. As a rule the
 * queue has it, too. Where it doesn't, nobody knows whether it was the client that wrote it there or the tool.
 */

import { appendedReminders } from "./client_elements.ts";

const OPENING = /^\s*The user sent (?:the following|a new) message[^:\n]{0,60}:/;

/** What the client puts behind the person's words. */
const CLOSINGS = ["Please address this message", "IMPORTANT: After completing"];

/** What the client's reminders behind a result say that a person said. */
export function toldWords(result: string): string[] {
  return appendedReminders(result).flatMap((reminder) => {
    const opening = OPENING.exec(reminder)?.[0];
    if (opening === undefined) return [];
    const said = reminder.slice(opening.length);
    const ends = CLOSINGS.map((closing) => said.lastIndexOf(`\n${closing}`)).filter((end) => end >= 0);
    const words = said.slice(0, Math.min(said.length, ...ends)).trim();
    return words === "" ? [] : [words];
  });
}
