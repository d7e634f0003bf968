/** Runs a hostile case and judges what became of it: the outcome, the words, the disk, the token. */

import { join } from "node:path";
import { startGitHubEmulator } from "../github_emulator/mod.ts";
import { ARTIFACT_CASES } from "./artifact_cases.ts";
import { GIST_CASES } from "./gist_cases.ts";
import {
  type HostileCall,
  type HostileCase,
  type HostileOutcome,
  type HostileWorld,
  startHostileHost,
} from "./hostile_case.ts";
import { SERVER_CASES } from "./server_cases.ts";

/** Every case. */
export const HOSTILE_CASES: readonly HostileCase[] = [...GIST_CASES, ...SERVER_CASES, ...ARTIFACT_CASES];

/** What a command answered. */
export interface Answer {
  /** The error; `undefined` where it succeeded. */
  readonly error: string | undefined;
  readonly warnings: readonly string[];
}

/** Runs a command with the emulator as GitHub and its token in the environment. */
export type Runner = (call: HostileCall, world: HostileWorld) => Promise<Answer>;

export interface HostileResult {
  readonly kind: string;
  readonly outcome: HostileOutcome;
  /** The error or the warnings. */
  readonly words: string;
  /** What is not as it must be. Empty: all is well. */
  readonly problems: readonly string[];
}

/** Runs a case in a world of its own. */
export async function runHostileCase(hostile: HostileCase, run: Runner): Promise<HostileResult> {
  await using emulator = await startGitHubEmulator();
  await using host = startHostileHost();
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "erk-learn-hostile-" }));
  try {
    emulator.seedRepository({
      owner: "acme",
      name: "widgets",
      workflows: [{ file: "learn.yml", inputs: [] }],
    });
    const world = { emulator, host, folder };
    const call = await hostile.prepare(world);
    const before = await snapshot(folder);
    const { error, warnings } = await run(call, world);
    const outcome = error !== undefined ? "refused" : warnings.length > 0 ? "warned" : "taken";
    const words = error ?? warnings.join(" ");
    const problems = [
      ...(outcome === hostile.outcome ? [] : [`${outcome} instead of ${hostile.outcome}`]),
      ...(hostile.says.test(words) ? [] : [`says ${JSON.stringify(words)}, not ${hostile.says}`]),
      ...changes(before, await snapshot(folder), outcome),
      ...host.authorizations.map(() => "the token went to another host"),
      ...(/[\p{Cc}\p{Cf}]/u.test(words) ? ["the words hold what acts on a terminal"] : []),
      ...(words.includes(emulator.token) ? ["the token is in the words"] : []),
    ];
    return { kind: hostile.kind, outcome, words, problems };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

type Snapshot = ReadonlyMap<string, string>;

/** Path → what is there, links not followed. */
async function snapshot(folder: string, below = ""): Promise<Snapshot> {
  const found = new Map<string, string>();
  for await (const { name, isDirectory, isSymlink } of Deno.readDir(join(folder, below))) {
    const path = join(below, name);
    if (isSymlink) found.set(path, `link to ${await Deno.readLink(join(folder, path))}`);
    else if (!isDirectory) found.set(path, await Deno.readTextFile(join(folder, path)));
    else {
      found.set(path, "folder");
      for (const [inner, content] of await snapshot(folder, path)) found.set(inner, content);
    }
  }
  return found;
}

/** A refused one leaves everything as it was; another one adds to `out` only. */
function changes(before: Snapshot, after: Snapshot, outcome: HostileOutcome): string[] {
  const changed = [...before].filter(([path, content]) => after.get(path) !== content);
  const added = [...after.keys()].filter((path) => !before.has(path));
  const wrong = outcome === "refused"
    ? added
    : added.filter((path) => path !== "out" && !path.startsWith("out/"));
  return [...changed.map(([path]) => `${path} was changed`), ...wrong.map((path) => `${path} was written`)];
}
