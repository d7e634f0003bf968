/** An agent as a node: its answer from the cache, from a model, or by its own rules. */

import type { Redactor } from "../../redact/mod.ts";
import type { Agent, AgentName, AgentPrompt } from "../agents/agent.ts";
import type { Engine } from "../engines/engine.ts";
import { type AnswerCache, answerKey, type AnswerQuestion } from "./answer_cache.ts";
import { askModel, type CostControl } from "./ask_model.ts";
import { mendAnswer, type MendedAnswer } from "./mend_answer.ts";
import type { CitationCounts, GraphNode, NodeInputs, NodeRun } from "./graph_node.ts";

/** What all agents of a run share. */
export interface AgentServices {
  /** Undefined: offline, by the agents' own rules. */
  readonly model: ModelServices | undefined;
  /** Undefined: nothing is taken from the cache or kept in it. */
  readonly cache: AnswerCache | undefined;
  readonly redactor: Redactor;
}

/** What agents need as nodes of one graph. */
export interface AgentNodeServices extends AgentServices {
  /** Checks an answer's citations, and what rests on them. */
  check<Answer>(answer: Answer): CheckedAnswer<Answer>;
}

export interface ModelServices {
  readonly engine: Engine;
  readonly costs: CostControl;
  modelOf(agent: AgentName): string;
}

/** An answer after its citations were checked. */
export interface CheckedAnswer<Answer> {
  readonly answer: Answer;
  readonly citations: CitationCounts;
}

export interface AgentNodeOptions<Input, Answer> extends Omit<GraphNode<Answer>, "schema" | "run"> {
  readonly agent: Agent<Input, Answer>;
  /** Made of the source and the answers of earlier nodes. */
  input(inputs: NodeInputs): Input;
  /** Puts right in a checked answer what the program knows better. */
  amend?(answer: Answer, inputs: NodeInputs): Answer;
  /** How the checked answer reads, if not as the agent renders it. */
  render?(answer: Answer, inputs: NodeInputs): string;
}

/** A node that an agent answers. */
export interface AgentNode<Answer = unknown> extends GraphNode<Answer> {
  readonly agent: Pick<Agent<never, Answer>, "name" | "instructions" | "maxOutputTokens">;
  /** Which model it asks; empty offline. */
  readonly model: string;
  /** What it will ask; for nodes that wait for no other. */
  preview(): Promise<AgentPrompt & { readonly cached: boolean }>;
}

/** Makes a node of an agent. */
export function agentNode<Input, Answer>(
  options: AgentNodeOptions<Input, Answer>,
  services: AgentNodeServices,
): AgentNode<Answer> {
  const { agent, input, amend = (answer) => answer, render = (answer) => agent.render(answer), ...node } =
    options;
  const { redactor, cache, check } = services;
  const model = services.model?.modelOf(agent.name) ?? "";
  return {
    ...node,
    agent,
    model,
    schema: agent.schema,
    async run(inputs, run) {
      const found = await findAnswer(agent, node.name, input(inputs), services, run);
      const checked = check(found.answer);
      const answer = amend(checked.answer, inputs);
      run.note({ citations: checked.citations, leftOut: found.leftOut });
      return {
        typed: await redactor.redactJson(answer, { indent: 2 }),
        readable: await redactor.redact(render(answer, inputs)),
      };
    },
    async preview() {
      const prompt = await agent.prompt(input(NO_INPUTS), redactor);
      const key = await answerKey(questionOf(agent, prompt, model, services.model?.engine.name ?? "offline"));
      return { ...prompt, cached: await cache?.take(key) !== undefined };
    },
  };
}

const NO_INPUTS: NodeInputs = {
  get: () => undefined,
  take: ({ name }) => {
    throw new Error(`${name} has no value yet.`);
  },
  gaps: [],
};

function questionOf<Input, Answer>(
  { name, instructions, schema, maxOutputTokens }: Agent<Input, Answer>,
  { shared, own }: AgentPrompt,
  model: string,
  engine: string,
): AnswerQuestion {
  return { agent: name, engine, model, instructions, shared, own, schema, maxOutputTokens };
}

async function findAnswer<Input, Answer>(
  agent: Agent<Input, Answer>,
  node: string,
  input: Input,
  { model: services, cache, redactor }: AgentServices,
  run: NodeRun,
): Promise<MendedAnswer<Answer>> {
  if (services === undefined) {
    run.note({ engine: "offline" });
    return { answer: agent.schema.parse(agent.offline(input)), leftOut: 0 };
  }
  const { engine } = services;
  const model = services.modelOf(agent.name);
  run.note({ engine: engine.name, model });
  const { omitted = 0, ...prompt } = await agent.prompt(input, redactor);
  run.note({ notShown: omitted });
  const key = await answerKey(questionOf(agent, prompt, model, engine.name));
  const kept = await cache?.take(key);
  if (kept !== undefined) {
    // Redacted again: the entry comes from the disk.
    const reread = mendAnswer(agent.schema, JSON.parse(await redactor.redactJson(kept.value)));
    if (reread.ok) {
      run.note({ cached: true, model: kept.model });
      return reread;
    }
  }
  const { schema, maxOutputTokens, instructions: system } = agent;
  const question = { node, model, system, ...prompt, schema, maxOutputTokens };
  const asked = await askModel(question, { ...services, redactor }, run);
  await cache?.keep(key, asked);
  const mended = mendAnswer(agent.schema, asked.value);
  return mended.ok ? mended : { answer: agent.schema.parse(asked.value), leftOut: 0 };
}
