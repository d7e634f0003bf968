/** Which request of a run is meant: the same one in the next run, whatever ids and order that has. */

import type { FaultRule, JournalEntry } from "../../tests/support/github_emulator/mod.ts";

export interface RequestMark {
  /** For people: `POST /gists`, `GraphQL ReviewThreads`. */
  readonly title: string;
  readonly server: "api" | "web";
  readonly method: string;
  readonly path: RegExp;
  readonly graphqlOperation: string | undefined;
  /** How many like it came before. */
  readonly after: number;
}

/** What differs from run to run: ids of gists, hashes of files, numbers that the emulator gives away. */
const CHANGING = "(?:[0-9a-f]{32,40}|\\d{6,})";

/** The requests of a run, each with how many like it came before. */
export function markRequests(entries: readonly JournalEntry[]): RequestMark[] {
  const seen = new Map<string, number>();
  return entries.map(({ server, method, path, graphqlOperation }) => {
    const shape = path.replace(new RegExp(CHANGING, "g"), "…");
    const name = graphqlOperation === undefined ? `${method} ${shape}` : `GraphQL ${graphqlOperation}`;
    const key = `${server} ${name}`;
    const after = seen.get(key) ?? 0;
    seen.set(key, after + 1);
    const literal = shape.split("…").map(RegExp.escape).join(CHANGING);
    return {
      title: name + (server === "web" ? " (web)" : "") + (after === 0 ? "" : ` (${after + 1})`),
      server,
      method,
      path: new RegExp(`^${literal}$`),
      graphqlOperation,
      after,
    };
  });
}

/** The rule that befalls this request, but for what befalls it. */
export function ruleFor(mark: RequestMark): Omit<FaultRule, "fault"> {
  const { server, method, path, after, graphqlOperation } = mark;
  return {
    server,
    method,
    path,
    after,
    ...(graphqlOperation === undefined ? {} : { graphqlOperation: new RegExp(`^${graphqlOperation}$`) }),
  };
}
