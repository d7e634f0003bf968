/** The tool uses of one conversation: those that wait for their results, were shown already, or only looked for logs. */

import { asObject, stringField, type ToolResultBlock, type ToolUseBlock } from "../../session/mod.ts";
import { CallOrder } from "./call_order.ts";
import { isLogDiscovery } from "./discovery_commands.ts";
import { lastOutputElement } from "./last_output.ts";
import { fingerprint, joinFingerprints } from "../repeats/fingerprints.ts";
import { tally } from "../events/ledger.ts";
import { sketchOf } from "../repeats/line_prints.ts";
import type { SessionContext } from "../events/session_context.ts";
import type { Scope, SessionItem } from "../events/session_event.ts";
import { type Call, callItems, isAgentCall, type Outcome } from "./tool_call.ts";
import { heldText, plainText } from "./block_text.ts";
import { resultElement } from "./tool_result.ts";
import { type WordsInResult, wordsInResult } from "../words/words_in_result.ts";

/** Calls whose result may still come after they were shown; agents in the background are few. */
const MAX_SHOWN_CALLS = 1000;

/** Results kept until their tool use comes, as lines may be out of order. If a log lacks its beginning, it never does. */
const MAX_EARLY_RESULTS = 1000;

/** Where and when a tool was used, as its line says. */
export interface UsePlace {
  readonly reference: string;
  readonly timestamp: string | undefined;
  /** The time to show on it. */
  readonly at: string | undefined;
}

/**
 * Puts tool uses and their results into the order of a conversation. Both are known by the fingerprints of their ids: of each text
 * that is looked up in a `Map` V8 makes a unique copy, which takes longer than all else that is done here.
 */
export class ToolUses {
  /** Everything that the conversation shows, in its order. */
  readonly order: CallOrder<Call, number>;
  readonly #context: SessionContext;
  readonly #scope: Scope | undefined;
  readonly #shown = new Map<number, Call>();
  /** Those that are left out unless they fail. */
  readonly #dropped = new Map<number, Call>();
  /** References of results that came before their tool uses, by what these are known by. */
  readonly #early = new Map<number, string>();

  /** @param scope where the conversation's events belong; undefined: the session's own conversation. */
  constructor(context: SessionContext, scope: Scope | undefined) {
    this.#context = context;
    this.#scope = scope;
    this.order = new CallOrder((call, inside, isOver) => {
      const items = callItems(call, inside, undefined, context);
      this.#remember(call);
      const output = isOver ? lastOutputElement(call, context) : undefined;
      return output === undefined ? items : [...items, { element: output, scope }];
    });
  }

  /**
   * A tool use whose result is awaited, shown already or not. @param toolUse the fingerprint of its id, or of what
   * goes on in the background.
   */
  find(toolUse: number): Call | undefined {
    return this.order.waiting(toolUse) ?? this.#shown.get(toolUse);
  }

  /** Adds a tool use. If it has an id, it waits for its result. */
  use(block: ToolUseBlock, { reference, timestamp, at }: UsePlace): void {
    const { detail, facts } = this.#context;
    facts.toolUses++;
    const print = fingerprint(block.id);
    const result = this.#early.get(print);
    const attributes = { ref: reference, name: block.name, at, result };
    const call: Call = {
      block,
      reference,
      timestamp,
      container: { parent: this.#scope, element: { name: "tool_use", attributes } },
      inner: [],
      isPromptTold: false,
      isShown: false,
      isContainer: false,
    };
    if (detail.filtering && isLogDiscovery(block)) this.#dropped.set(print, call);
    else if (block.id === "" || result !== undefined) {
      this.order.add(callItems(call, [], undefined, this.#context));
    } else this.order.wait(print, call);
  }

  /** Adds a result beside its tool use, or here if that was shown already. Returns what a person said in it. */
  answer(outcome: Outcome): WordsInResult | undefined {
    const { block } = outcome;
    const { ledger } = this.#context;
    const print = fingerprint(block.toolUseId);
    if (this.#isRepeated(block, print)) {
      tally(ledger.deduplicated, "repeated result", plainText(block.content));
      return undefined;
    }
    const dropped = this.#dropped.get(print);
    if (dropped !== undefined) {
      this.#dropped.delete(print);
      if (!block.isError) {
        this.#drop(dropped);
        tally(ledger.pruned, "result of a log discovery", plainText(block.content));
        return undefined;
      }
      this.order.wait(print, dropped);
    }
    const said = wordsInResult(block, outcome, this.find(print)?.block.name);
    const render = (call: Call, inside: readonly SessionItem[]) => {
      const items = callItems(call, inside, outcome, this.#context);
      const task = taskOf(call, outcome);
      if (task !== undefined) this.#remember(call, task);
      return items;
    };
    if (!this.order.settle(print, render)) {
      const call = this.#shown.get(print);
      if (call === undefined && block.toolUseId !== "" && this.#early.size < MAX_EARLY_RESULTS) {
        this.#early.set(print, outcome.reference);
      }
      this.order.add([{ element: resultElement(call, outcome, this.#context), scope: this.#scope }]);
    }
    return said;
  }

  /** Counts those that only looked for logs and were never answered: the log ends. */
  finish(): void {
    for (const call of this.#dropped.values()) this.#drop(call);
    this.#dropped.clear();
  }

  #drop({ block }: Call): void {
    tally(this.#context.ledger.pruned, "log discovery", stringField(block.input, "command"));
  }

  /** @param task by what notices name what it started, where they do. */
  #remember(call: Call, task = ""): void {
    // Without what it wrote or asked, which is shown already: a thousand of these are kept.
    const { description, subagent_type } = call.block.input;
    const block = { ...call.block, input: { description, subagent_type } };
    const shown = { ...call, block };
    this.#shown.set(fingerprint(block.id), shown);
    if (task !== "") this.#shown.set(fingerprint(task), shown);
    for (const oldest of this.#shown.keys()) {
      if (this.#shown.size <= MAX_SHOWN_CALLS) break;
      this.#shown.delete(oldest);
    }
  }

  /**
   * Whether a result was seen before with the same words: a resume copies it with its tool use, which waits for nothing
   * any more then.
   */
  #isRepeated(block: ToolResultBlock, toolUse: number): boolean {
    if (block.toolUseId === "") return false;
    const print = joinFingerprints(toolUse, sketchOf(heldText(block.content)));
    const isNew = this.#context.keys.addNewPrint(print);
    return !isNew && this.order.waiting(toolUse) === undefined;
  }
}

/**
 * The id of what goes on in the background when its call was answered, as notices on it say; empty where it has none,
 * undefined where nothing goes on.
 */
function taskOf({ block }: Call, { toolUseResult }: Outcome): string | undefined {
  const record = asObject(toolUseResult) ?? {};
  const task = stringField(record, "backgroundTaskId") ?? stringField(record, "agentId");
  return task ?? (isAgentCall(block) || block.input.run_in_background === true ? "" : undefined);
}
