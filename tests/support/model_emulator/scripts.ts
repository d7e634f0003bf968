/** Which reply a request gets. */

import type { ModelReply, ModelScript, RecordedRequest, RequestMatch } from "./types.ts";

/** The next reply of the first script that matches. `turns` counts how often each has answered. */
export function chooseReply(
  scripts: readonly ModelScript[],
  turns: Map<ModelScript, number>,
  request: RecordedRequest,
  endpoint: "messages" | "count_tokens",
): ModelReply | undefined {
  const script = scripts.find(({ when = {} }) => matches(when, request, endpoint));
  if (script === undefined) return undefined;
  const turn = turns.get(script) ?? 0;
  turns.set(script, turn + 1);
  const { replies } = script;
  return typeof replies === "function" ? replies(request, turn) : replies[turn] ?? replies.at(-1);
}

function matches(when: RequestMatch, request: RecordedRequest, endpoint: string): boolean {
  return (when.endpoint ?? "messages") === endpoint &&
    (when.agent === undefined || when.agent === request.agent) &&
    holds(when.system, request.system) &&
    holds(when.prompt, request.prompt) &&
    holds(when.model, request.model ?? "");
}

function holds(wanted: string | RegExp | undefined, text: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}
