/** One conversation (the session's own, or one subagent's): its user and assistant lines → elements in order. */

import {
  type AssistantEntry,
  entryReference,
  isWarmupPrompt,
  type QueueEntry,
  stringField,
  type ToolResultBlock,
  type UnknownBlock,
  type UserEntry,
} from "../../session/mod.ts";
import { AssistantTexts, isSynthetic } from "./assistant_text.ts";
import { heldText, shownOfUnknown } from "../tools/block_text.ts";
import { type CallOrder, MAX_SLOTS, type ReservedPlace } from "../tools/call_order.ts";
import { CommandExpansions, EXPANSION } from "../words/command_expansions.ts";
import { CompactionWords } from "../words/compaction_words.ts";
import { tallyResultCopy, tallySignatures } from "../repeats/copies.ts";
import { type Element, element, elementOf, type Node } from "./element.ts";
import { EventClock } from "./event_time.ts";
import { fingerprint } from "../repeats/fingerprints.ts";
import { tally, tallyShownApart, tallyUnknown } from "./ledger.ts";
import { MessageStops } from "../repeats/message_stops.ts";
import { newBlocks } from "../repeats/new_blocks.ts";
import { mediaOrigin, originsOf, saysWhatToDo, type TextOrigin } from "../words/origin.ts";
import { isPersons, QueuedPrompts } from "../words/queued_prompts.ts";
import { RewoundPrompts } from "../words/rewound_prompts.ts";
import type { SessionContext } from "./session_context.ts";
import type { Scope, SessionItem } from "./session_event.ts";
import { noteModel } from "./session_facts.ts";
import type { Call } from "../tools/tool_call.ts";
import { mediaElement, REMINDER_IN_RESULT } from "../tools/tool_outcome.ts";
import { toldWords } from "../words/told_words.ts";
import { ToolUses } from "../tools/tool_uses.ts";
import {
  documentTextElement,
  otherMediaElement,
  type OtherOrigin,
  otherTextElement,
  unknownOriginElement,
} from "../words/user_text.ts";
import type { QueuedPrompt } from "../words/waiting_prompts.ts";

/** Ids of agents that sum a conversation up, or guess what a person types next. */
const CLIENTS_AGENT = /^a(?:compact|prompt_suggestion|session_memory|extract_memories|away_summary)-/;

/** What the words to a compaction are counted under where they stand twice. */
const COMPACTION_WORDS = "repeated words to a compaction";

/** The line of a result: the assistant's own for a tool of the service. */
type ResultLine = Pick<UserEntry, "timestamp"> & Partial<UserEntry>;

/** Of several tool uses or results on a line each has a reference of its own, as results and repetitions refer to them. */
function nthReference(line: string, number: number): string {
  return number === 1 ? line : `${line}-${number}`;
}

/** A text on a line of its own where white space parts it from no text before it: two blocks are no one word. */
function apartFrom(before: Node | undefined, text: string): string {
  return typeof before !== "string" || /\s$/.test(before.slice(-1)) || /^\s/.test(text) ? text : `\n${text}`;
}

/** Interprets the lines of one conversation, in order. */
export class Conversation {
  readonly #context: SessionContext;
  #prefix: string;
  readonly #scope: Scope | undefined;
  readonly #clock = new EventClock();
  readonly #texts: AssistantTexts;
  readonly #tools: ToolUses;
  readonly #order: CallOrder<Call, number>;
  readonly #queue = new QueuedPrompts();
  /** Where prompts stood when they were typed, for those that never leave the queue. */
  readonly #places = new Map<QueuedPrompt, ReservedPlace>();
  readonly #expansions = new CommandExpansions();
  readonly #compactionWords = new CompactionWords();
  readonly #rewound = new RewoundPrompts();
  readonly #stops: MessageStops;
  #messageId: string | undefined;
  #hasSpoken = false;

  /**
   * @param prefix put before every reference: empty for the session's own log, `<agent-id>:` for an agent's.
   * @param scope where its events belong; undefined: the session's own conversation.
   */
  constructor(context: SessionContext, prefix: string, scope: Scope | undefined) {
    this.#context = context;
    this.#prefix = prefix;
    this.#scope = scope;
    this.#texts = new AssistantTexts(context, this.#clock, scope !== undefined);
    this.#stops = new MessageStops(context.keys);
    this.#tools = new ToolUses(context, scope);
    this.#order = this.#tools.order;
  }

  /** A line of type `user`. */
  user(entry: UserEntry): Iterable<SessionItem> {
    // A person's prompt starts a new turn: results that have not come by now come late or never.
    const isTurn = this.#said(entry, false);
    this.#giveBackPlaces();
    return isTurn ? this.#order.takeAll() : this.#order.take();
  }

  /** Shows what a line says. Returns whether a person said something. */
  #said(entry: UserEntry, isQueued: boolean): boolean {
    const reference = this.reference(entry);
    this.#show(this.#stops.take());
    this.#rewound.follow(entry);
    const spoken: Node[] = [];
    const words: string[] = [];
    let isExpansion = this.#expansions.isExpansion(entry);
    this.#hasSpoken = true;
    this.#texts.hearAnswer();
    tallyResultCopy(this.#context.ledger, entry.toolUseResult);
    let results = 0;
    for (const block of entry.content) {
      if (block.type === "tool_result") {
        this.#result(block, entry, nthReference(reference, ++results));
      } else if (block.type === "image" || block.type === "document") {
        const media = mediaElement(block, this.#context.ledger);
        this.#show(documentTextElement(block, reference, this.#context));
        const origin = isExpansion ? EXPANSION : mediaOrigin(entry);
        if (origin.from === "person") spoken.push(media);
        else this.#show(otherMediaElement(origin, reference, this.time(entry.timestamp), media));
      } else if (block.type === "text" && block.text.trim() !== "") {
        for (const origin of originsOf(block.text, entry)) {
          if (this.#isTold(origin, entry, reference)) continue;
          if (origin.from !== "person") this.#other(origin, entry, reference);
          else if (isExpansion) this.#other({ ...EXPANSION, text: origin.text }, entry, reference);
          else {
            spoken.push(apartFrom(spoken.at(-1), origin.text));
            words.push(origin.text);
          }
        }
        isExpansion ||= this.#expansions.isAnnouncement(block.text, entry);
      } else if (block.type === "unknown") {
        this.#unknown(block, entry, reference);
      }
    }
    if (spoken.length > 0) this.#show(this.#prompt(entry, reference, spoken, words.join("\n\n"), isQueued));
    return words.length > 0;
  }

  /** A line of type `assistant`. */
  assistant(entry: AssistantEntry): Iterable<SessionItem> {
    const { facts, usage, ledger } = this.#context;
    this.#hasSpoken = true;
    this.#show(this.#stops.take(entry));
    this.#rewound.follow(entry);
    // The client's own fillers stand between a prompt that left the queue and the line that delivers it.
    if (!isSynthetic(entry)) {
      this.#showQueued(this.#queue.takeDue(entry));
      this.#messageId = entry.messageId;
      if (entry.messageId !== undefined && entry.usage !== undefined) {
        usage.note(entry.messageId, entry.usage);
      }
      noteModel(facts, entry.model);
    }
    const reference = this.reference(entry);
    tallySignatures(ledger, entry.raw);
    let [uses, results] = [0, 0];
    for (const block of newBlocks(entry, this.#context)) {
      if (block.type === "text") {
        this.#show(this.#texts.say(block.text, entry, reference));
      } else if (block.type === "thinking") {
        this.#show(this.#texts.think(block.text, reference));
      } else if (block.type === "tool_use") {
        const { timestamp } = entry;
        this.#tools.use(block, {
          reference: nthReference(reference, ++uses),
          timestamp,
          at: this.time(timestamp),
        });
      } else if (block.type === "tool_result") {
        this.#result(block, { timestamp: entry.timestamp }, nthReference(reference, ++results));
      } else if (block.type === "image" || block.type === "document") {
        this.#show(element("assistant", { ref: reference }, mediaElement(block, ledger)));
      } else if (block.type === "unknown" && block.name !== "redacted_thinking") {
        tallyUnknown(ledger, `block/${block.name}`);
        this.#show(this.#texts.sayUnknown(block, reference));
      }
    }
    this.#stops.note(entry, reference);
    return this.#order.take();
  }

  /** A line about the queue of prompts. */
  queue(entry: QueueEntry): void {
    const moment = { messageId: this.#messageId, isOpening: !this.#hasSpoken };
    const queued = this.#queue.note(entry, this.reference(entry), moment);
    this.#giveBackPlaces();
    // Where nothing was said yet, copied history may follow, which it stands behind.
    if (queued !== undefined && isPersons(queued) && this.#hasSpoken && this.#places.size < MAX_SLOTS) {
      this.#places.set(queued, this.#order.reserve());
    }
  }

  /** The places of prompts that left the queue are given back, and forgotten those that are kept no longer. */
  #giveBackPlaces(): void {
    for (const [prompt, place] of this.#places) {
      if (!this.#queue.isWaiting(prompt)) this.#order.fill(place, []);
      if (place.isReserved !== true) this.#places.delete(prompt);
    }
  }

  /** What waited in the queue and was delivered by an attachment. */
  delivered(entry: UserEntry): Iterable<SessionItem> {
    this.#said(entry, true);
    this.#giveBackPlaces();
    // The turn goes on.
    return this.#order.take();
  }

  /** Anything else that happened, in its place among the conversation's events. */
  event(made: Element): Iterable<SessionItem> {
    this.#show(made);
    return this.#order.take();
  }

  /** What a person told a compaction, where no command says it already. */
  compactionFocus(focus: string, reference: string): Iterable<SessionItem> {
    if (this.#compactionWords.isFocusAgain(focus)) {
      tally(this.#context.ledger.deduplicated, COMPACTION_WORDS, focus);
      return this.#order.take();
    }
    this.#context.facts.personsTexts++;
    return this.event(element("user", { ref: reference, about: "compaction" }, focus));
  }

  /** What still waits when the log ends. */
  finish(): Iterable<SessionItem> {
    this.#show(this.#stops.take());
    this.#showQueued(this.#queue.takeAll());
    this.#tools.finish();
    return this.#order.takeAll();
  }

  /** Its further lines stand in another log. */
  goOnIn(prefix: string): void {
    this.#prefix = prefix;
  }

  /** The reference of an entry: from it the log line can be found again. */
  reference(entry: Parameters<typeof entryReference>[0]): string {
    return this.#prefix + entryReference(entry);
  }

  /** The time to show on an event. */
  time(timestamp: string | undefined, always = false): string | undefined {
    return this.#clock.show(timestamp, always);
  }

  /** A tool use whose result is awaited, shown already or not. @param toolUse the fingerprint of its id. */
  call(toolUse: number): Call | undefined {
    return this.#tools.find(toolUse);
  }

  /**
   * What happens inside a tool use: it waits with it for the result, or comes at once where the use was shown. Where it isn't known inside
   * which, it keeps its place among what the conversation shows.
   */
  inside(toolUseId: string | undefined, items: Iterable<SessionItem>): Iterable<SessionItem> {
    const toolUse = toolUseId === undefined ? undefined : fingerprint(toolUseId);
    if (toolUse === undefined) this.#order.gather([...items]);
    else if (this.#order.waiting(toolUse) !== undefined) this.#order.hold(toolUse, [...items]);
    else if (this.#order.hasReserved) this.#order.add([...items]);
    else return items;
    return this.#order.take();
  }

  #show(made: Element | undefined): void {
    if (made !== undefined) this.#order.add([{ element: made, scope: this.#scope }]);
  }

  #prompt(
    entry: UserEntry,
    reference: string,
    spoken: readonly Node[],
    words: string,
    isQueued: boolean,
  ): Element {
    const { facts } = this.#context;
    if (isWarmupPrompt(words)) facts.warmupPrompts++;
    else facts.personsTexts++;
    const queued = this.#queue.deliver(words);
    if (queued !== undefined) tally(this.#context.ledger.deduplicated, "queued prompt", queued.text);
    else if (!isQueued) this.#showQueued(this.#queue.takeBefore({ timestamp: entry.timestamp }));
    const mode = stringField(entry.raw, "permissionMode");
    return elementOf("user", {
      ref: reference,
      at: this.time(isQueued ? queued?.timestamp ?? entry.timestamp : entry.timestamp, true),
      queued: isQueued ? "yes" : undefined,
      instead_of: isQueued ? undefined : this.#rewound.replaces(entry, reference),
      source: entry.promptSource === "sdk" ? "sdk" : undefined,
      mode: mode === "plan" ? mode : undefined,
    }, spoken);
  }

  /** Whether the client tells, in a line of its own, what a person said while the agent worked; shows it where the queue has not got it. */
  #isTold(origin: TextOrigin, { isMeta, timestamp }: UserEntry, reference: string): boolean {
    if (!isMeta || origin.from !== "client" || origin.origin !== "reminder") return false;
    const told = toldWords(origin.text);
    for (const text of told) {
      if (this.#queue.knows(text)) continue;
      this.#context.facts.personsTexts++;
      this.#show(element("user", { ref: reference, at: this.time(timestamp, true), queued: "yes" }, text));
    }
    return told.length > 0;
  }

  /** Text that no person wrote as a prompt. */
  #other(origin: OtherOrigin, { timestamp }: UserEntry, reference: string): void {
    const { facts, ledger } = this.#context;
    if (origin.from === "agent-prompt" && this.#isOfClientsAgent()) {
      tally(ledger.pruned, "prompt of the client's own agent", origin.text);
      return;
    }
    // What else than a prompt can have waited in the queue.
    if (saysWhatToDo(origin)) facts.personsTexts++;
    if (origin.from === "command") this.#queue.deliver(`${origin.name} ${origin.text}`);
    else if (origin.from === "shell") this.#queue.deliverShell(origin.text);
    else if (!this.#queue.isEmpty && origin.from === "client") {
      const queued = this.#queue.deliver(origin.text);
      if (queued?.origin?.from === "client") tally(ledger.deduplicated, "queued notice", queued.text);
    }
    const at = this.time(timestamp, origin.from === "interruption");
    let shown = origin;
    if (origin.from === "command" && this.#compactionWords.isCommandAgain(origin.name, origin.text)) {
      tally(ledger.deduplicated, COMPACTION_WORDS, origin.text);
      shown = { ...origin, text: "" };
    }
    this.#show(otherTextElement(shown, reference, at, this.#context, this.#tools));
  }

  /**
   * Whether an agent speaks that the client started for itself: its prompts are the client's own, behind copies of what a
   * person said. Where nobody said anything elsewhere, they are shown.
   */
  #isOfClientsAgent(): boolean {
    const { detail, facts } = this.#context;
    const id = this.#scope?.element.attributes.id ?? "";
    return detail.filtering && facts.personsTexts > 0 && CLIENTS_AGENT.test(id);
  }

  /** A block of a type that this program does not know: who wrote what it says, nobody knows either. */
  #unknown(block: UnknownBlock, { timestamp }: UserEntry, reference: string): void {
    const { detail, ledger } = this.#context;
    tallyUnknown(ledger, `block/${block.name}`);
    const words = shownOfUnknown(block, detail);
    if (words === "") return;
    const place = { type: block.name, reference, at: this.time(timestamp) };
    this.#show(unknownOriginElement(words, place, detail.importantResult, ledger));
  }

  #showQueued(prompts: readonly QueuedPrompt[]): void {
    if (prompts.length > 0) this.#texts.hearAnswer();
    for (const prompt of prompts) {
      const { text, origin, reference, timestamp, media = [] } = prompt;
      if (origin?.from === "client") {
        this.#show(otherTextElement(origin, reference, this.time(timestamp), this.#context, this.#tools));
        continue;
      }
      this.#context.facts.personsTexts++;
      const attributes = { ref: reference, at: this.time(timestamp, true), queued: "yes" };
      const placeholders = media.map((item) => mediaElement(item, this.#context.ledger));
      const item = { element: element("user", attributes, text, ...placeholders), scope: this.#scope };
      const place = this.#places.get(prompt);
      if (place === undefined || !this.#order.fill(place, [item])) this.#order.add([item]);
    }
  }

  #result(block: ToolResultBlock, entry: ResultLine, reference: string): void {
    const { timestamp, toolUseResult, toolDenialKind: denialKind } = entry;
    const said = this.#tools.answer({ block, reference, timestamp, toolUseResult, denialKind });
    this.#showTold(block, timestamp, reference);
    if (said === undefined) return;
    const { about, words } = said;
    this.#context.facts.personsTexts++;
    this.#show(element("user", { ref: reference, at: this.time(timestamp, true), about }, words));
  }

  /** What a reminder behind a result says that a person said, where the queue has not got it. */
  #showTold({ toolUseId, content }: ToolResultBlock, timestamp: string | undefined, reference: string): void {
    const { detail, keys, ledger } = this.#context;
    // Where nothing is filtered, the result has them.
    if (!detail.filtering) return;
    const result = heldText(content);
    // A long text ends with no reminder.
    for (const text of typeof result === "string" ? toldWords(result) : []) {
      const isRepeated = !keys.addNew(`told ${toolUseId} ${text}`);
      if (isRepeated || this.#queue.knows(text)) continue;
      const origin = { from: "client", origin: "told", text } as const;
      tallyShownApart(ledger, REMINDER_IN_RESULT, text);
      this.#show(otherTextElement(origin, reference, this.time(timestamp), this.#context));
    }
  }
}
