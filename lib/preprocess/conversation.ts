/** One conversation (the session's own, or one subagent's): its user and assistant lines → elements. */

import {
  type AssistantEntry,
  type ContentBlock,
  entryReference,
  isWarmupPrompt,
  type QueueEntry,
  stringField,
  type ToolResultBlock,
  type ToolUseBlock,
  type UserEntry,
} from "../session/mod.ts";
import { CallOrder } from "./call_order.ts";
import { isLogDiscovery } from "./discovery_commands.ts";
import { type Element, element, type Node } from "./element.ts";
import { EventClock } from "./event_time.ts";
import { fingerprint } from "./fingerprints.ts";
import { tally } from "./ledger.ts";
import { originOf, type TextOrigin } from "./origin.ts";
import { pruneLines } from "./prune_text.ts";
import { type QueuedPrompt, QueuedPrompts } from "./queued_prompts.ts";
import type { SessionContext } from "./session_context.ts";
import { type Call, callElements, isAgentCall, resultElement, useElement } from "./tool_call.ts";
import {
  answersOf,
  denialWords,
  isDenied,
  mediaElement,
  MINIMUM_BLOCK_CHARACTERS,
  plainText,
} from "./tool_outcome.ts";

/** Calls whose result may still come after they were shown; agents in the background are few. */
const MAX_SHOWN_CALLS = 1000;

/** Fillers that the client writes in the assistant's name. */
const FILLERS: ReadonlySet<string> = new Set(["No response requested.", "(no content)"]);

/** Interprets the lines of one conversation, in order. */
export class Conversation {
  readonly #context: SessionContext;
  readonly #prefix: string;
  readonly #clock = new EventClock();
  readonly #order: CallOrder<Call>;
  readonly #queue = new QueuedPrompts();
  readonly #shownCalls = new Map<string, Call>();
  readonly #droppedCalls = new Set<string>();
  #lastText = "";
  #model: string | undefined;

  /** @param prefix put before every reference: empty for the session's own log, `<agent-id>:` for an agent's. */
  constructor(context: SessionContext, prefix: string) {
    this.#context = context;
    this.#prefix = prefix;
    this.#order = new CallOrder((call) => {
      this.#remember(call);
      return callElements(call, undefined, this.#context);
    });
  }

  /** A line of type `user`. */
  *user(entry: UserEntry): Generator<Element> {
    const reference = this.reference(entry);
    const spoken: Node[] = [];
    let spokenText = "";
    for (const block of entry.content) {
      if (block.type === "tool_result") {
        this.#result(block, entry, reference);
      } else if (block.type === "image" || block.type === "document") {
        spoken.push(mediaElement(block));
      } else if (block.type === "text" && block.text.trim() !== "") {
        const origin = originOf(block.text, entry);
        if (origin.from === "person") {
          spokenText = spokenText === "" ? origin.text : `${spokenText}\n\n${origin.text}`;
          spoken.push(origin.text);
        } else {
          this.#order.add(this.#otherText(origin, reference, entry));
        }
      } else if (block.type === "unknown") {
        tally(this.#context.ledger.unknownTypes, `block/${block.name}`);
      }
    }
    if (spoken.length > 0) this.#order.add([this.#prompt(entry, reference, spoken, spokenText)]);
    // A person's prompt starts a new turn: results that have not come by now come late or never.
    yield* spokenText === "" ? this.#order.take() : this.#order.takeAll();
  }

  /** A line of type `assistant`. */
  *assistant(entry: AssistantEntry): Generator<Element> {
    const { facts, usage, ledger } = this.#context;
    for (const prompt of this.#queue.takeDue()) this.#order.add([this.#queuedPrompt(prompt)]);
    const reference = this.reference(entry);
    const isSynthetic = entry.model === "<synthetic>";
    if (entry.messageId !== undefined && entry.usage !== undefined && !isSynthetic) {
      usage.note(entry.messageId, entry.usage);
    }
    if (entry.model !== undefined && !isSynthetic) facts.models.add(entry.model);
    for (const block of entry.content) {
      if (!this.#isNewBlock(entry, block)) {
        tally(ledger.dropped, "repeated message");
      } else if (block.type === "text") {
        this.#order.add(this.#assistantText(block.text, entry, reference, isSynthetic));
      } else if (block.type === "thinking") {
        this.#order.add(this.#thinking(block.text, reference));
      } else if (block.type === "tool_use") {
        this.#call(block, entry, reference);
      } else if (block.type === "image" || block.type === "document") {
        this.#order.add([element("assistant", { ref: reference }, mediaElement(block))]);
      } else if (block.type === "unknown" && block.name !== "redacted_thinking") {
        tally(ledger.unknownTypes, `block/${block.name}`);
      }
    }
    yield* this.#order.take();
  }

  /** A line about the queue of prompts. */
  queue(entry: QueueEntry): void {
    this.#queue.note(entry, this.reference(entry));
  }

  /** A queued prompt that was delivered by an attachment. */
  *delivered(
    text: string,
    entry: { line: number; position: number; timestamp: string | undefined },
  ): Generator<Element> {
    const queued = this.#queue.deliver(text);
    this.#order.add([this.#queuedPrompt({
      text,
      reference: this.reference(entry),
      timestamp: queued?.timestamp ?? entry.timestamp,
      due: true,
    })]);
    yield* this.#order.take();
  }

  /** Anything else that happened, in its place among the conversation's events. */
  *event(made: Element): Generator<Element> {
    this.#order.add([made]);
    yield* this.#order.take();
  }

  /** What still waits when the log ends. */
  *finish(): Generator<Element> {
    for (const prompt of this.#queue.takeAll()) this.#order.add([this.#queuedPrompt(prompt)]);
    yield* this.#order.takeAll();
  }

  /** The reference of an entry: from it the log line can be found again. */
  reference(entry: { readonly line: number; readonly position: number }): string {
    return this.#prefix + entryReference(entry);
  }

  /** The reference under which a tool use was shown, while its result is awaited. */
  shownAs(toolUseId: string | undefined): string | undefined {
    return toolUseId === undefined ? undefined : this.#shownCalls.get(toolUseId)?.reference;
  }

  /** The time to show on an event. */
  time(timestamp: string | undefined, always = false): string | undefined {
    return this.#clock.show(timestamp, always);
  }

  #prompt(entry: UserEntry, reference: string, spoken: readonly Node[], text: string): Element {
    const { facts } = this.#context;
    if (isWarmupPrompt(text)) facts.warmupPrompts++;
    else facts.personsTexts++;
    this.#queue.deliver(text);
    const mode = stringField(entry.raw, "permissionMode");
    return element("user", {
      ref: reference,
      at: this.time(entry.timestamp, true),
      source: entry.promptSource === "sdk" ? "sdk" : undefined,
      mode: mode === "plan" ? mode : undefined,
    }, ...spoken);
  }

  #queuedPrompt(prompt: QueuedPrompt): Element {
    this.#context.facts.personsTexts++;
    return element(
      "user",
      { ref: prompt.reference, at: this.time(prompt.timestamp, true), queued: "yes" },
      prompt.text,
    );
  }

  /** Text in a user line that no person wrote as a prompt. */
  #otherText(
    origin: Exclude<TextOrigin, { from: "person" }>,
    reference: string,
    entry: UserEntry,
  ): Element[] {
    const { detail, ledger, blocks } = this.#context;
    const at = this.time(entry.timestamp);
    switch (origin.from) {
      case "nobody":
        tally(ledger.dropped, "caveat", origin.text.length);
        return detail.filtering
          ? []
          : [element("injected", { ref: reference, origin: "caveat" }, origin.text)];
      case "interruption":
        return [
          element(
            "event",
            { ref: reference, kind: "interrupted", at: this.time(entry.timestamp, true) },
            origin.text,
          ),
        ];
      case "command":
        this.#queue.deliver(`${origin.name} ${origin.text}`);
        return [element("command", { ref: reference, name: origin.name, at }, origin.text)];
      case "shell":
        return [element("shell", { ref: reference, at }, origin.text)];
      default:
        break;
    }
    const text = origin.text.trim();
    if (text === "" || text === "(no content)") return [];
    const name = origin.from === "agent-prompt"
      ? "prompt"
      : origin.from === "client"
      ? "injected"
      : origin.from.replace("-", "_");
    const attributes = { ref: reference, origin: origin.from === "client" ? origin.origin : undefined, at };
    if (detail.filtering && text.length >= MINIMUM_BLOCK_CHARACTERS) {
      const sameAs = blocks.note(text, reference);
      if (sameAs !== undefined) {
        tally(ledger.dropped, "repeated text", text.length);
        return [element(name, { ...attributes, same_as: sameAs })];
      }
    }
    const limits = origin.from === "summary" || origin.from === "agent-prompt"
      ? detail.summary
      : origin.from === "client"
      ? detail.injected
      : detail.result;
    const pruned = pruneLines(text, limits);
    if (pruned.omitted > 0) tally(ledger.dropped, `${name} pruned`, pruned.omitted);
    return [element(name, attributes, pruned.text)];
  }

  #assistantText(text: string, entry: AssistantEntry, reference: string, isSynthetic: boolean): Element[] {
    const { detail, facts, ledger, assistantTexts } = this.#context;
    const trimmed = text.trim();
    if (trimmed === "") return [];
    if (entry.isApiError) {
      return [
        element(
          "event",
          { ref: reference, kind: "api_error", at: this.time(entry.timestamp, true) },
          trimmed,
        ),
      ];
    }
    if (detail.filtering && FILLERS.has(trimmed)) {
      tally(ledger.dropped, "filler", text.length);
      return [];
    }
    if (isSynthetic) return [element("event", { ref: reference, kind: "client_message" }, trimmed)];
    facts.assistantTexts++;
    if (detail.filtering) {
      const repeatsLast = trimmed === this.#lastText;
      this.#lastText = trimmed;
      const earlier = trimmed.length >= MINIMUM_BLOCK_CHARACTERS
        ? assistantTexts.note(trimmed, reference)
        : undefined;
      if (repeatsLast || earlier !== undefined) {
        tally(ledger.dropped, "repeated assistant text", text.length);
        return earlier === undefined ? [] : [element("assistant", { ref: reference, same_as: earlier })];
      }
    }
    const model = entry.model === this.#model ? undefined : entry.model;
    this.#model = entry.model ?? this.#model;
    return [element("assistant", { ref: reference, at: this.time(entry.timestamp), model }, trimmed)];
  }

  #thinking(text: string, reference: string): Element[] {
    if (text.trim() === "") return [];
    const pruned = pruneLines(text.trim(), this.#context.detail.thinking);
    if (pruned.omitted > 0) tally(this.#context.ledger.dropped, "thinking pruned", pruned.omitted);
    return [element("thinking", { ref: reference }, pruned.text)];
  }

  #call(block: ToolUseBlock, entry: AssistantEntry, reference: string): void {
    const { detail, facts, ledger } = this.#context;
    facts.toolUses++;
    if (detail.filtering && isLogDiscovery(block)) {
      tally(ledger.dropped, "log discovery");
      this.#droppedCalls.add(block.id);
      return;
    }
    const call: Call = { block, reference, timestamp: entry.timestamp, at: this.time(entry.timestamp) };
    if (isAgentCall(block) || block.id === "") {
      this.#remember(call);
      this.#order.add([useElement(call, undefined, this.#context)]);
    } else {
      this.#order.wait(block.id, call);
    }
  }

  #result(block: ToolResultBlock, entry: UserEntry, reference: string): void {
    if (this.#droppedCalls.delete(block.toolUseId)) return;
    const outcome = {
      block,
      reference,
      timestamp: entry.timestamp,
      toolUseResult: entry.toolUseResult,
      denialKind: entry.toolDenialKind,
    };
    if (!this.#order.settle(block.toolUseId, (call) => callElements(call, outcome, this.#context))) {
      const call = this.#shownCalls.get(block.toolUseId);
      this.#shownCalls.delete(block.toolUseId);
      this.#order.add([resultElement(call, outcome, this.#context)]);
    }
    // A person's words in a result: the reason of a denial, answers to questions.
    const words = isDenied(block, entry.toolDenialKind) ? denialWords(block) : undefined;
    const answers = entry.toolUseResult === undefined ? undefined : answersOf(entry.toolUseResult);
    if (words === undefined && answers === undefined) return;
    this.#context.facts.personsTexts++;
    const attributes = {
      ref: reference,
      at: this.time(entry.timestamp, true),
      about: words === undefined ? "questions" : "denial",
    };
    this.#order.add([element("user", attributes, words ?? answers ?? "")]);
  }

  #remember(call: Call): void {
    this.#shownCalls.set(call.block.id, call);
    if (this.#shownCalls.size > MAX_SHOWN_CALLS) {
      const oldest = this.#shownCalls.keys().next().value;
      if (oldest !== undefined) this.#shownCalls.delete(oldest);
    }
  }

  /** Whether a block of a message is seen for the first time: forks, resumes and embedded copies repeat them. */
  #isNewBlock(entry: AssistantEntry, block: ContentBlock): boolean {
    if (entry.messageId === undefined) return true;
    const identity = block.type === "tool_use"
      ? block.id
      : fingerprint(block.type === "thinking" || block.type === "text" ? block.text : plainText([block]));
    return this.#context.keys.addNew(`${entry.messageId} ${block.type} ${identity}`);
  }
}
