/**
 * What each executable may do, as a page for `docs/`.
 *
 *     deno task permissions             prints the table
 *     deno task permissions -- --write  writes docs/permissions.md, which a test holds against it
 */

import { loadCommands } from "../../scripts/mod.ts";
import type { Permissions } from "../../lib/cli/mod.ts";
import { mergePermissions } from "./permissions.ts";

/** Where the page lies. */
export const PERMISSION_PAGE = new URL("../../docs/permissions.md", import.meta.url);

/** A program and what it may do. */
export interface ProgramPermissions {
  readonly name: string;
  readonly permissions: Permissions;
}

/** Every executable that can be built: the whole program, and each command alone. */
export async function programPermissions(): Promise<ProgramPermissions[]> {
  const commands = await loadCommands();
  const whole = mergePermissions(commands.map(({ permissions }) => permissions));
  return [
    { name: "erk-learn", permissions: whole },
    ...commands.map(({ name, permissions }) => ({ name, permissions })),
  ];
}

/** The table, in Markdown. */
function permissionTable(programs: readonly ProgramPermissions[]): string {
  const rows = programs.map(({ name, permissions: { net, read, write, env, run } }) => [
    `\`${name}\``,
    net === true ? "any host" : list(net),
    places(read),
    places(write),
    list(run),
    env === true ? "any" : env.length === 0 ? "none" : `${env.length} variables`,
  ]);
  const lines = [["executable", "connects to", "reads", "writes", "runs", "environment"], HEAD, ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

const HEAD = ["---", "---", "---", "---", "---", "---"];

/** The whole page. */
export function permissionPage(programs: readonly ProgramPermissions[]): string {
  const variables = programs.flatMap(({ permissions: { env } }) => env === true ? [] : env);
  return `${INTRODUCTION}
${permissionTable(programs)}
Relative folders are taken from the one in which the program is started; \`../../_temp\` is a workflow run's \`$RUNNER_TEMP\`,
seen from its workspace. Built with \`--server https://github.example.com\`, a program that reaches only GitHub reaches that server
instead. A program with fewer rights says which one it lacks and names \`erk-learn\`, which may more.

No executable may load native libraries, ask for the system's facts, read other processes' memory or environment, run anything
but what is listed, or load code while it runs: all of it is inside.

Environment variables, by name: ${list([...new Set(variables)].sort())}. Any other variable is as if
it weren't set.
`;
}

const INTRODUCTION = `# What the executables may do

\`deno task permissions -- --write\` makes this page from what each command declares. The executables are compiled with exactly these
[permissions of Deno](https://docs.deno.com/runtime/fundamentals/security/). \`tests/scripts/permissions_test.ts\` tries what they
must not do.
`;

function places(folders: Permissions["read"]): string {
  return folders === true ? "anywhere" : folders === false ? "nothing" : list(folders);
}

function list(values: readonly string[]): string {
  return values.length === 0 ? "none" : values.map((value) => `\`${value}\``).join(", ");
}

if (import.meta.main) {
  const programs = await programPermissions();
  if (Deno.args.includes("--write")) await Deno.writeTextFile(PERMISSION_PAGE, permissionPage(programs));
  else console.log(permissionTable(programs));
}
