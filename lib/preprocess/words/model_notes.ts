/** What the client writes for the model alone, behind what somebody said: how to continue an agent, where to look something up. */

/** Behind a report: its agent's id, by which the model may speak to it again, and what it took. Attributes say both. */
const HOW_TO_CONTINUE = /^agentId: [\w-]+ \((?:for resuming|use SendMessage)\b[^()\n]*\)[ \t]*(?:\n|$)/m;
const EFFORT = /<usage>(?:\s*[a-z_]+: \d+)+\s*<\/usage>\s*$/;

/** Behind the start of an agent in the background; notices name it by its id. */
const INTERNAL_ID = /^(agentId: [\w-]+) \(internal ID\b[^()\n]*\)[ \t]*$/m;
const HOW_TO_WAIT =
  /^(?:output_file: .*|The agent is working in the background\. .*|To check progress before completion\b.*)(?:\n|$)/gm;

/**
 * Removes what the client writes for its model alone from a result that hands a report back, or says that an agent
 * was started.
 */
export function withoutAgentNotes(text: string): string {
  if (!text.includes("agentId: ")) return text;
  const shorter = text.replace(EFFORT, "").replace(HOW_TO_CONTINUE, "");
  const isStart = INTERNAL_ID.test(shorter);
  return (isStart ? shorter.replace(INTERNAL_ID, "$1").replace(HOW_TO_WAIT, "") : shorter).trimEnd();
}

const ABOUT_SOURCES = /\nREMINDER: You MUST include the sources above [^\n]*\s*$/;

/** Removes the reminder to name sources from the result of a web search. */
export function withoutSourcesReminder(text: string): string {
  return ABOUT_SOURCES.test(text) ? text.replace(ABOUT_SOURCES, "").trimEnd() : text;
}

/** Around a compaction's summary: where its model finds the rest, and that it is to go on. */
const ABOUT_SUMMARY =
  /^(?:If you need specific details from before compaction\b.*|(?:Please c|C)ontinue the conversation from where .* without asking the user any further questions\b.*|<system-reminder>\n<tools-used-before-summary>.*<\/tools-used-before-summary>\n<\/system-reminder>)(?:\n|$)/gm;

/** Removes the instruction to continue from a compaction's summary. */
export function withoutSummaryNotes(text: string): string {
  return text.replace(ABOUT_SUMMARY, "").trimEnd();
}

/** In a notice about a task in the background: the tool use that it is of, and where it wrote to. */
const TOOL_USE = /<tool-use-id>\s*([\w-]+)\s*<\/tool-use-id>[ \t]*\n?/;
const OUTPUT_FILE = /<output-file>[^<>\n]*<\/output-file>[ \t]*\n?/;
const HOW_TO_READ = /\n(?:Read the output file|Full transcript available at)[^\n]*\s*$/;

const TASK = /<task-id>\s*([\w-]+)\s*<\/task-id>/;

/** The ids in a notice by which it names its tool use, or what that tool use started. */
export function noticedIds(text: string): string[] {
  return [TOOL_USE, TASK].flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
}

/**
 * Removes what the client writes for its model alone from a notice.
 *
 * @param isTold whether its tool use is named in another way.
 */
export function withoutNoticeNotes(text: string, isTold: boolean): string {
  const shorter = text.replace(OUTPUT_FILE, "").replace(HOW_TO_READ, "");
  return isTold ? shorter.replace(TOOL_USE, "") : shorter;
}
