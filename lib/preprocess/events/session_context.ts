/** What the logs of one session (its own and its subagents') share while they are interpreted. */

import { type AgentLog, LastOutputs } from "../../session/mod.ts";
import { AgentIndex } from "../agents/agent_index.ts";
import { AgentReports } from "../agents/agent_reports.ts";
import type { Detail } from "../pruning/detail.ts";
import { EmbeddedMessages } from "../agents/embedded_messages.ts";
import { type Ledger, newLedger } from "./ledger.ts";
import { newSessionFacts, type SessionFacts } from "./session_facts.ts";
import { SeenKeys } from "../repeats/seen_keys.ts";
import { SeenTexts } from "../repeats/seen_texts.ts";
import { ShownLines } from "../repeats/shown_lines.ts";
import type { CopiedLines } from "../repeats/shared_history.ts";
import { ShownPlans } from "../tools/shown_plans.ts";
import { UsageSum } from "./usage_sum.ts";

/** Shared by the interpreters of a session's logs. */
export interface SessionContext {
  readonly detail: Detail;
  readonly ledger: Ledger;
  readonly facts: SessionFacts;
  /** Long texts seen, for documentation blocks and repeated reads. */
  readonly blocks: SeenTexts;
  /** Long assistant texts seen. */
  readonly assistantTexts: SeenTexts;
  /** What agents said at length, which results and notices hand back. */
  readonly reports: AgentReports;
  readonly plans: ShownPlans;
  /** Lines of results and edits that were shown, for what is read or run again. */
  readonly lines: ShownLines;
  /** Identities of lines and message blocks: what a fork, a resume or an embedded copy repeats. */
  readonly keys: SeenKeys;
  /** What was copied from sessions that were converted before; undefined where there are none to compare with. */
  readonly copies: CopiedLines | undefined;
  readonly usage: UsageSum;
  readonly agentLogs: AgentIndex;
  readonly embedded: EmbeddedMessages;
  /** What commands told last before their results, which may never come. */
  readonly outputs: LastOutputs;
}

/** A fresh context for one session. */
export function newSessionContext(
  detail: Detail,
  agentLogs: readonly AgentLog[],
  copies?: CopiedLines,
): SessionContext {
  return {
    detail,
    ledger: newLedger(),
    facts: newSessionFacts(),
    blocks: new SeenTexts(),
    assistantTexts: new SeenTexts(),
    reports: new AgentReports(),
    plans: new ShownPlans(),
    lines: new ShownLines(),
    keys: new SeenKeys(),
    copies,
    usage: new UsageSum(),
    agentLogs: new AgentIndex(agentLogs),
    embedded: new EmbeddedMessages(agentLogs),
    outputs: new LastOutputs(),
  };
}
