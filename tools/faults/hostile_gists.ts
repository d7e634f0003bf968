/**
 * Prints what becomes of each kind of hostile gist and artifact, through the real command in a process of its
 * own, with the permissions that it declares, against the emulated GitHub.
 *
 *     deno task hostile [words of the kind …]
 *
 * Ends with 1 if anything isn't as it must be: the outcome, the words, a written file, a token gone elsewhere.
 */

import { fileURLToPath } from "node:url";
import { HOSTILE_CASES, runHostileCase, type Runner } from "../../tests/support/hostile/run_case.ts";
import { loadCommands } from "../../scripts/mod.ts";
import { permissionFlags } from "../build/permissions.ts";

const commands = new Map((await loadCommands()).map((command) => [command.name, command]));

/** Runs the command's script, as its narrow executable would run. */
const runAsProgram: Runner = async ({ command: name, flags, environment = {} }, { emulator, folder }) => {
  const command = commands.get(name);
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  const script = fileURLToPath(new URL(`../../scripts/${name.replaceAll("-", "_")}.ts`, import.meta.url));
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...permissionFlags(command.permissions),
      script,
      "--repo",
      "acme/widgets",
      ...Object.entries(flags).flatMap(([flag, value]) =>
        value === true ? [`--${flag}`] : [`--${flag}`, value]
      ),
    ],
    cwd: folder,
    env: {
      ...emulator.environment,
      GITHUB_TOKEN: "",
      GITHUB_ACTOR: "",
      GITHUB_TRIGGERING_ACTOR: "",
      GITHUB_REPOSITORY_OWNER: "",
      ...environment,
    },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  try {
    const answer = JSON.parse(decoder.decode(stdout));
    return {
      error: answer.success === true ? undefined : String(answer.error),
      warnings: answer.warnings ?? [],
    };
  } catch {
    throw new Error(`${name} printed no JSON; it said: ${decoder.decode(stderr)}`);
  }
};

/** As much of the words as fits beside the kind. */
function shortened(words: string): string {
  const line = words.replaceAll(/\s+/g, " ")
    .replaceAll(/\b(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}|erk-learn-hostile-\w+)\b/g, "…")
    .replaceAll(/ of the workflow run \d+| of acme\/widgets/g, "");
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}

const wanted = Deno.args.filter((word) => word !== "--");
const cases = HOSTILE_CASES.filter(({ kind }) => wanted.every((word) => kind.includes(word)));
const width = Math.max(...cases.map(({ kind }) => kind.length));
const counts = new Map<string, number>();
let bad = 0;
for (const hostile of cases) {
  const { kind, outcome, words, problems } = await runHostileCase(hostile, runAsProgram);
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  console.log(`${kind.padEnd(width)}  ${outcome.padEnd(7)}  ${shortened(words)}`);
  for (const problem of problems) console.log(`${" ".repeat(width)}  WRONG    ${problem}`);
  if (problems.length > 0) bad++;
}
const summary = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
console.log(`\n${cases.length} kinds: ${summary}; ${bad} not as they must be.`);
if (bad > 0) Deno.exit(1);
