/** What the emulator needs to know of a request, whoever sends it. */

import { z } from "zod";
import { AGENT_NAMES, type AgentName } from "../../../lib/learn/agents/agent.ts";

const blockSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  cache_control: z.unknown().optional(),
});

const contentSchema = z.union([z.string(), z.array(blockSchema)]);

export const messagesRequestSchema = z.looseObject({
  model: z.string(),
  max_tokens: z.int().positive().optional(),
  stream: z.boolean().optional(),
  system: contentSchema.optional(),
  messages: z.array(z.looseObject({ role: z.enum(["user", "assistant", "system"]), content: contentSchema }))
    .min(1),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
  tool_choice: z.looseObject({ type: z.string(), name: z.string().optional() }).optional(),
  output_config: z.looseObject({
    format: z.looseObject({ type: z.string(), schema: z.looseObject({}) }).nullish(),
  }).optional(),
});

export type MessagesRequest = z.infer<typeof messagesRequestSchema>;

/** A piece of a prompt, and whether the prompt up to its end is to be cached. */
export interface PromptBlock {
  readonly text: string;
  readonly breakpoint: boolean;
}

/** The prompt in the order in which the provider caches it: system first. */
export function promptBlocks(request: MessagesRequest): { system: PromptBlock[]; messages: PromptBlock[] } {
  return {
    system: blocksOf(request.system ?? []),
    messages: request.messages.flatMap(({ content }) => blocksOf(content)),
  };
}

function blocksOf(content: z.infer<typeof contentSchema>): PromptBlock[] {
  if (typeof content === "string") return [{ text: content, breakpoint: false }];
  return content.map((block) => ({
    text: block.text ?? JSON.stringify(block),
    breakpoint: block.cache_control !== undefined && block.cache_control !== null,
  }));
}

/**
 * The tool that the answer must come as: a forced one, or the one that Claude Code makes of a JSON Schema, until it has
 * been used well.
 */
export function answerTool(request: MessagesRequest): string | undefined {
  if (request.tool_choice?.type === "tool") return request.tool_choice.name;
  const last = request.messages.at(-1)?.content ?? [];
  const isUsed = typeof last !== "string" &&
    last.some(({ type, is_error }) => type === "tool_result" && is_error !== true);
  return isUsed ? undefined : request.tools?.find(({ name }) => name === "StructuredOutput")?.name;
}

const INSTRUCTIONS = new URL("../../../lib/learn/agents/instructions/", import.meta.url);

/** The instructions of each agent, as far as they are written. */
export async function readInstructions(): Promise<ReadonlyMap<AgentName, string>> {
  const found = new Map<AgentName, string>();
  for (const name of AGENT_NAMES) {
    try {
      found.set(name, (await Deno.readTextFile(new URL(`${name}.md`, INSTRUCTIONS))).trim());
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return found;
}
