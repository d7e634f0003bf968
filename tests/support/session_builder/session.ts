/** A whole session: what is said in it, how its client comes and goes, and the files that come out. */

import { clientTraits } from "./client_traits.ts";
import { Conversation } from "./conversation.ts";
import { copiedLines } from "./copied_history.ts";
import { LineWriter } from "./line_writer.ts";
import { LogText } from "./log_text.ts";
import { agentIdFrom } from "./random_source.ts";
import { currentTime, newSessionState, type SessionState } from "./session_state.ts";
import type { BuiltSession, LogLine, SessionOptions } from "./types.ts";

/** What a session has beside its conversation. */
export interface SessionControls {
  readonly id: string;
  readonly cwd: string;
  /** The person comes back later, perhaps with a newer client: the lines go on in the same file. */
  resumed(comeback: Comeback): SessionBuilder;
  /**
   * Copies the history of another session, as a resume (1.0.x) or a fork does: to be called first. With
   * `sinceCompaction` only what came after the last compaction.
   */
  copying(original: BuiltSession, options?: { readonly sinceCompaction?: boolean }): SessionBuilder;
  /** Subagents that clients of 2.0.x start to warm themselves up: files of two lines beside the session's log. */
  warmUpAgents(count: number): SessionBuilder;
  build(): BuiltSession;
}

/** A session's conversation, with what only a session has. */
export type SessionBuilder = Conversation & SessionControls;

export interface Comeback {
  readonly afterMinutes: number;
  readonly version?: string;
  readonly gitBranch?: string;
}

/** Starts a session; `build()` gives its files. */
export function session(options: SessionOptions = {}): SessionBuilder {
  const state = newSessionState(options);
  const log = new LogText();
  const lines = new LineWriter(state, log);
  const builder: SessionBuilder = Object.assign(new Conversation(state, log, lines), {
    id: state.id,
    cwd: state.cwd,
    resumed: ({ afterMinutes, version, gitBranch }: Comeback) => {
      lines.closeMessage();
      state.now += afterMinutes * 60_000;
      if (version !== undefined) {
        state.traits = clientTraits(version);
        state.model = options.model ?? state.traits.model;
      }
      if (gitBranch !== undefined) state.gitBranch = gitBranch;
      return builder;
    },
    copying: ({ text }: BuiltSession, { sinceCompaction = false } = {}) => {
      const { id: sessionId, traits, random } = state;
      const options = { sessionId, traits, random, now: currentTime(state), sinceCompaction };
      lines.copied(copiedLines(parseLog(text), options));
      return builder;
    },
    warmUpAgents: (count: number) => {
      lines.closeMessage();
      for (let number = 0; number < count; number++) writeWarmUp(state);
      return builder;
    },
    build: () => {
      lines.closeMessage();
      const text = log.toString();
      const { id, cwd, files } = state;
      return { id, cwd, text, files: [{ path: `${id}.jsonl`, text }, ...files] };
    },
  });
  return builder;
}

/** The lines of a log, parsed; for tests on logs that are not damaged. */
export function parseLog(text: string): LogLine[] {
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as LogLine);
}

function writeWarmUp(state: SessionState): void {
  const agentId = agentIdFrom(state.random, state.traits.agentIdLength);
  const log = new LogText();
  const lines = new LineWriter(state, log, { agentId, agentType: "Explore" });
  lines.user("Warmup");
  lines.addBlock({ type: "text", text: "OK." });
  lines.closeMessage();
  state.files.push({ path: `agent-${agentId}.jsonl`, text: log.toString() });
}
