/** All sessions of plan #42, with ids that never change. */

import type { BuiltSession } from "../types.ts";
import { longImplementationSession } from "./long_implementation.ts";
import { olderImplementationSession } from "./older_implementation.ts";
import { planningSession } from "./planning.ts";
import { emptySession, warmupSession } from "./quiet_sessions.ts";
import { remoteSession } from "./remote.ts";

/** The sessions' ids by their part in the story. */
export const DEMO_SESSION_IDS = {
  planning: "5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b01",
  olderImplementation: "5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b02",
  longImplementation: "5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b03",
  remote: "5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b04",
  empty: "5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b05",
  warmup: "5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b06",
} as const;

export interface DemoWorld {
  readonly planning: BuiltSession;
  readonly olderImplementation: BuiltSession;
  readonly longImplementation: BuiltSession;
  /** Not in the Claude folder: its `text` is the gist's file. */
  readonly remote: BuiltSession;
  readonly empty: BuiltSession;
  readonly warmup: BuiltSession;
  /** What the Claude folder holds: all but the remote one. */
  readonly local: readonly BuiltSession[];
}

/** Builds the sessions; `cwd` is where the person's checkout lies, `/home/ada/work/widgets` where it is missing. */
export function demoWorld(options: { readonly cwd?: string } = {}): DemoWorld {
  const ids = DEMO_SESSION_IDS;
  const planning = planningSession({ ...options, id: ids.planning });
  const olderImplementation = olderImplementationSession({ ...options, id: ids.olderImplementation });
  const longImplementation = longImplementationSession({ ...options, id: ids.longImplementation });
  const empty = emptySession({ ...options, id: ids.empty });
  const warmup = warmupSession({ ...options, id: ids.warmup });
  return {
    planning,
    olderImplementation,
    longImplementation,
    remote: remoteSession({ id: ids.remote }),
    empty,
    warmup,
    local: [planning, olderImplementation, longImplementation, empty, warmup],
  };
}
