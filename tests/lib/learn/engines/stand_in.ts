/** A stand-in for the program `claude`: a shell script that does what a test says, and writes down how it was called. */

import { z } from "zod";

const HELP = "--print --output-format --tools --setting-sources --strict-mcp-config --json-schema " +
  "--permission-mode --no-session-persistence --disable-slash-commands --restricted --max-budget-usd --system-prompt";

export interface StandIn extends AsyncDisposable {
  /** Its full path; it is called `claude`. */
  readonly program: string;
  readonly folder: string;
  /** How it was called last, but for `--help` and `auth`. */
  lastCall(): Promise<
    { arguments: string[]; environment: Record<string, string>; input: string; folder: string }
  >;
}

/**
 * Makes one. `shell`: what it does after it has read its input; `$HERE` is a folder of its own that holds `answer`.
 * `help`: what it says to `--help`; `loggedIn`: what `auth status` says.
 */
export async function makeStandIn(
  shell: string,
  options: { readonly answer?: string; readonly help?: string; readonly loggedIn?: boolean } = {},
): Promise<StandIn> {
  const { answer = "", help = HELP, loggedIn = true } = options;
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "erk-learn-stand-in-" }));
  const program = `${folder}/claude`;
  await Deno.writeTextFile(`${folder}/answer`, answer);
  await Deno.writeTextFile(
    program,
    `#!/bin/sh
HERE='${folder}'
case "$1" in
  --help) echo 'Options: ${help}'; exit 0;;
  auth) echo '{"loggedIn": ${loggedIn}}'; exit ${loggedIn ? 0 : 1};;
  --version) echo '2.1.332 (Claude Code)'; exit 0;;
esac
for argument in "$@"; do printf '%s\\036' "$argument"; done > "$HERE/arguments"
env > "$HERE/environment"
pwd -P > "$HERE/folder"
cat > "$HERE/input"
${shell}
`,
  );
  await Deno.chmod(program, 0o755);
  const read = (name: string) => Deno.readTextFile(`${folder}/${name}`);
  return {
    program,
    folder,
    async lastCall() {
      const lines = (await read("environment")).split("\n").filter((line) => /^[A-Za-z_]+=/.test(line));
      return {
        arguments: (await read("arguments")).split("\x1e").slice(0, -1),
        environment: z.record(z.string(), z.string()).parse(
          Object.fromEntries(lines.map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)])),
        ),
        input: await read("input"),
        folder: (await read("folder")).trim(),
      };
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** A message of type `result`, as `claude` prints it. */
export function resultMessage(change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: "result",
    subtype: "success",
    is_error: false,
    result: "",
    stop_reason: "end_turn",
    permission_denials: [],
    usage: {
      input_tokens: 423,
      output_tokens: 17,
      cache_read_input_tokens: 5,
      cache_creation_input_tokens: 3,
    },
    total_cost_usd: 0.0005,
    modelUsage: { "claude-haiku-4-5": { outputTokens: 17 } },
    ...change,
  });
}
