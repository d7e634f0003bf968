/** What preprocessing a session gave, for answers, manifests and tables. */

import type { UnparsedLine } from "../session/mod.ts";
import type { SessionLedger } from "./events/session_ledger.ts";

/** One part of a converted session. */
export interface PartReport {
  /** File name, where parts are written to files. */
  readonly name: string | undefined;
  readonly bytes: number;
  /** Estimated from above: real tokenizers count less. */
  readonly tokens: number;
}

/** What became of a session. */
export const SESSION_STATUSES = ["converted", "empty", "warmup", "repeated"] as const;
export type SessionStatus = typeof SESSION_STATUSES[number];

/** The account of one session. */
export interface SessionReport {
  readonly sessionId: string;
  /**
   * `empty`: nothing was said or done; `warmup`: the client only warmed itself up; `repeated`: all that was said stands
   * in the sessions it was copied from. None of these leaves a part.
   */
  readonly status: SessionStatus;
  readonly parts: readonly PartReport[];
  /** Bytes read, subagents' logs included. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Lines with content. */
  readonly lines: number;
  /** Events written, by element name. */
  readonly kept: Readonly<Record<string, number>>;
  /** What was left out or shortened, by line type or reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Lines that were copied from sessions converted before, by session id; they are among `dropped`. */
  readonly copiedFrom: Readonly<Record<string, number>>;
  /** The first 1,000, and further ones as ranges; `unparsedCount` counts all. */
  readonly unparsed: readonly UnparsedLine[];
  readonly unparsedCount: number;
  /** Lines with bytes that are not UTF-8. */
  readonly invalidUtf8Lines: number;
  /** Types that this program does not know yet. */
  readonly unknownTypes: Readonly<Record<string, number>>;
  /** Subagents whose conversations are included. */
  readonly agents: number;
  /** What the redactor took out while this session was converted, by kind. */
  readonly redactions: Readonly<Record<string, number>>;
  /** Where the session's bytes went. */
  readonly ledger: SessionLedger;
}
