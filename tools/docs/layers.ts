/** The table of layers in `docs/architecture.md`: what each holds, and what it may import as `tools/check` has it. */

import { ALLOWED, LOW, MIDDLE } from "../check/import_directions.ts";
import { code, table } from "./markdown.ts";

/** What each layer holds, from the top down; a test holds it complete. */
const LAYERS: Readonly<Record<string, string>> = {
  "": "gathers the commands and runs one",
  "scripts": "one command per file: arguments, wording, answer; calls `lib`, and other commands as functions",
  "lib/cli":
    "what commands share: their definition, one JSON value on standard output, progress, errors, exit status",
  "lib/report": "summaries, annotations and outputs of a GitHub Actions job",
  "lib/learn": "evidence, documents, diff, agents, engines, the graph, the learn plan, applying it",
  "lib/run_state": "the progress of a run, and the lock that keeps two runs apart",
  "lib/conversion": "sessions converted in parallel by workers, or taken from the cache",
  "lib/init": "the workflows and the configuration that `init` writes",
  "lib/preprocess":
    "entries of a log → redacted XML parts within a token budget, and the ledger of what was left out",
  "lib/materials": "a folder of materials: manifest, packing, unpacking, bounds",
  "lib/github": "client, plan issue and its metadata blocks, pull request, gist, workflow run",
  "lib/session": "bytes → lines → entries, subagents, which sessions belong to a plan",
  "lib/redact": "text → `Redacted`",
  "lib/config": "`.erk/learn.json`, and the check of a project's own patterns",
  "lib/git": "what git knows about the work tree",
  "lib/cache": "`.erk/cache/`, and the key of redaction marks",
  "lib":
    "the files directly in it: errors, reading and writing whole files, checksums, wording, folders below `.erk/`",
};

/** Layers that have a row. */
export const DESCRIBED_LAYERS: readonly string[] = Object.keys(LAYERS);

/** The table in Markdown. */
export function renderLayers(): string {
  return table(
    ["layer", "holds", "may import"],
    Object.entries(LAYERS).map(([layer, holds]) => [nameOf(layer), holds, allowedFor(layer)]),
  );
}

function allowedFor(layer: string): string {
  const allowed = ALLOWED[layer] ?? [];
  const groups = [["the middle ones", MIDDLE], ["the low ones", LOW]] as const;
  const whole = groups.filter(([, members]) => members.every((member) => allowed.includes(member)));
  const covered = whole.flatMap(([, members]) => members);
  const names = [
    ...allowed.filter((one) => !covered.includes(one)).map(nameOf),
    ...whole.map(([words]) => words),
  ];
  return names.length === 0 ? "nothing" : names.join(", ");
}

function nameOf(layer: string): string {
  return code(layer === "" ? "main.ts" : layer);
}
