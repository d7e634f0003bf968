/** What holds for a session as a whole, gathered while its lines pass. */

import type { EntryBase } from "../../session/mod.ts";
import { millisecondsOf } from "./event_time.ts";

/** Facts about a session. */
export interface SessionFacts {
  sessionId: string | undefined;
  version: string | undefined;
  lastVersion: string | undefined;
  branch: string | undefined;
  cwd: string | undefined;
  /** ISO 8601, as in the log. */
  startedAt: string | undefined;
  endedAt: string | undefined;
  readonly models: Set<string>;
  lastModel: string | undefined;
  /** Prompts, queued prompts, answers and reasons of a person, without warm-up prompts. */
  personsTexts: number;
  warmupPrompts: number;
  assistantTexts: number;
  /** Those among them that only say that the assistant is ready. */
  readyTexts: number;
  toolUses: number;
  readonly agents: Set<string>;
}

/** Nothing known yet. */
export function newSessionFacts(): SessionFacts {
  return {
    sessionId: undefined,
    version: undefined,
    lastVersion: undefined,
    branch: undefined,
    cwd: undefined,
    startedAt: undefined,
    endedAt: undefined,
    models: new Set(),
    lastModel: undefined,
    personsTexts: 0,
    warmupPrompts: 0,
    assistantTexts: 0,
    readyTexts: 0,
    toolUses: 0,
    agents: new Set(),
  };
}

/** Takes note of what a line says about its session. */
export function noteFacts(facts: SessionFacts, entry: EntryBase): void {
  facts.sessionId ??= entry.sessionId;
  facts.version ??= entry.version;
  facts.lastVersion = entry.version ?? facts.lastVersion;
  facts.branch ??= entry.gitBranch === "" ? undefined : entry.gitBranch;
  facts.cwd ??= entry.cwd;
  const { timestamp } = entry;
  // Timestamps of one form compare as texts.
  if (timestamp === undefined || millisecondsOf(timestamp) === undefined) return;
  if (facts.startedAt === undefined || timestamp < facts.startedAt) facts.startedAt = timestamp;
  if (facts.endedAt === undefined || timestamp > facts.endedAt) facts.endedAt = timestamp;
}

/** Takes note of the model that a message is from. Most are from that of the one before: to look each up takes longer. */
export function noteModel(facts: SessionFacts, model: string | undefined): void {
  if (model === undefined || model === facts.lastModel) return;
  facts.lastModel = model;
  facts.models.add(model);
}
