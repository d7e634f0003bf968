/** Small graphs to run: nodes that do as a test says. */

import { z } from "zod";
import type { GraphNode, NodeInputs, NodeRun } from "../../../../lib/learn/graph/graph_node.ts";
import type { GraphOptions } from "../../../../lib/learn/graph/mod.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";

export const WORDS = z.object({ words: z.array(z.string()) });
export type Words = z.infer<typeof WORDS>;

export interface WordsNodeOptions {
  readonly requires?: readonly GraphNode<Words>[];
  readonly uses?: readonly GraphNode<Words>[];
  readonly onFailure?: "degrade" | "end";
  /** What it does besides; default: nothing. */
  readonly work?: (run: NodeRun, inputs: NodeInputs) => Promise<void> | void;
}

/** A node whose value is its own name after the words of all that it waits for. */
export function wordsNode(name: string, options: WordsNodeOptions = {}): GraphNode<Words> {
  const { requires = [], uses = [], onFailure = "degrade", work = () => {} } = options;
  return {
    name,
    title: `Say ${name}`,
    subject: `the word ${name}`,
    requires,
    uses,
    onFailure,
    files: { typed: `${name}.json`, readable: `${name}.md` },
    schema: WORDS,
    async run(inputs, run) {
      await work(run, inputs);
      const before = [...requires.map(inputs.take), ...uses.flatMap((node) => inputs.get(node) ?? [])];
      const words = [...before.flatMap(({ words }) => words), name];
      // Names of the test's own nodes.
      return { typed: asPublished(JSON.stringify({ words })), readable: asPublished(words.join(" ")) };
    },
  };
}

export interface GraphWorld extends AsyncDisposable {
  readonly folder: string;
  readonly controller: AbortController;
  readonly options: GraphOptions;
}

export async function graphWorld(options: Partial<GraphOptions> = {}): Promise<GraphWorld> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-graph-" });
  const controller = new AbortController();
  return {
    folder,
    controller,
    options: {
      folder,
      concurrency: 4,
      nodeTimeout: 60_000,
      signal: controller.signal,
      redactor: await createRedactor(),
      ...options,
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** A promise that the test resolves. */
export function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, opened: promise };
}
