/** From the command line to one JSON value on standard output and an exit status. */

import tab from "@bomb.sh/tab/commander";
import { Command as Program, CommanderError, InvalidArgumentError, Option } from "commander";
import { visible } from "../printable.ts";
import type { RunRedactor } from "../redact/run_redactor.ts";
import { messageOf, UserError } from "../user_error.ts";
import { VERSION } from "../version.ts";
import type { Command, Output } from "./command.ts";
import { createContext, readEnvironment } from "./create_context.ts";
import { redactFailure } from "./redacted_failure.ts";
import { createTerminalProgress, decideColor } from "./terminal_progress.ts";

/** Exit status after an interruption, as shells report it: 128 + the signal's number. */
const INTERRUPTED_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

const COLOR_CHOICES = ["auto", "always", "never"] as const;

/** GitHub's own limits last an hour at most; a day is enough for anybody. */
const MAX_TIMEOUT_SECONDS = 86_400;

interface CommonOptions {
  readonly repo?: string;
  readonly timeout?: number;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color?: (typeof COLOR_CHOICES)[number];
}

/** Where an action leaves the exit status: commander's actions return nothing. */
interface Outcome {
  exitStatus: number;
}

/** Runs `erk-learn` with all its commands and ends the process with the exit status. */
export async function runProgram(commands: readonly Command[]): Promise<never> {
  const outcome: Outcome = { exitStatus: 0 };
  const program = withCommonOptions(new Program("erk-learn"))
    .description(
      "Turns the logs of AI coding sessions into documentation that stops the next session from making the same mistake.",
    )
    .usage("[options] <command>")
    .showSuggestionAfterError();
  prepareOutput(program);
  for (const command of commands) {
    const subprogram = program.command(command.name);
    for (const alias of command.aliases) subprogram.alias(alias);
    describe(subprogram, command, program, outcome);
  }
  completeAliases(tab(program, { completionCommandName: "completion" }), commands);
  if (Deno.args.length === 0) program.outputHelp();
  else await parse(program, outcome);
  Deno.exit(outcome.exitStatus);
}

/** Runs one command as a program of its own and ends the process with the exit status. */
export async function runAlone(command: Command): Promise<never> {
  const outcome: Outcome = { exitStatus: 0 };
  const program = new Program(command.name);
  prepareOutput(program);
  describe(program, command, program, outcome);
  await parse(program, outcome);
  Deno.exit(outcome.exitStatus);
}

/** Completion knows commands by their names only; this makes `trigger --<tab>` work like the whole name. */
function completeAliases(completion: ReturnType<typeof tab>, commands: readonly Command[]): void {
  for (const { name, aliases, summary } of commands) {
    const named = completion.commands.get(name);
    for (const alias of aliases) {
      const aliased = completion.command(alias, summary);
      for (const [flag, option] of named?.options ?? []) aliased.options.set(flag, option);
    }
  }
}

function describe(program: Program, command: Command, root: Program, outcome: Outcome): void {
  withCommonOptions(program)
    .summary(command.summary)
    .description(command.summary)
    // Completion shows the description, a line; the sentences are for --help alone.
    .configureHelp({
      commandDescription: () => `${command.summary}\n\n${command.description.replaceAll("\n", " ")}`,
    })
    .showSuggestionAfterError()
    .showHelpAfterError(`Run "${commandLine(program, root)} --help" for the arguments.`);
  for (const argument of command.arguments) {
    const name = `${argument.name}${argument.variadic === true ? "..." : ""}`;
    program.argument(argument.required ? `<${name}>` : `[${name}]`, argument.description);
  }
  for (const definition of command.options) {
    const option = new Option(definition.flags, definition.description);
    if (definition.choices !== undefined) option.choices([...definition.choices]);
    if (definition.hidden === true) option.hideHelp();
    program.addOption(option);
  }
  const examples = command.examples.map(({ command: line, explanation }) =>
    `  ${line}\n      ${explanation}`
  );
  program.addHelpText("after", `\nExamples:\n${examples.join("\n")}`);
  program.allowExcessArguments(false);
  program.action(async (...received: unknown[]) => {
    const values = received.slice(0, command.arguments.length);
    const positionals = Object.fromEntries(
      command.arguments.map((argument, index) => [argument.name, values[index]] as const)
        .filter(([, value]) => value !== undefined),
    );
    const common: CommonOptions = program === root ? program.opts() : { ...root.opts(), ...program.opts() };
    outcome.exitStatus = await perform(command, { ...program.opts(), ...positionals }, common);
  });
}

function commandLine(program: Program, root: Program): string {
  return program === root ? program.name() : `${root.name()} ${program.name()}`;
}

function withCommonOptions(program: Program): Program {
  return program
    .addOption(new Option("--repo <owner/name>", "GitHub repository (default: the git remote)"))
    .addOption(
      // No default here: the program's would win over what is given to the command, or the other way round.
      new Option("--timeout <seconds>", "time for all requests to GitHub, waits included (default: 120)")
        .argParser(parseTimeout),
    )
    .addOption(new Option("--verbose", "say more on standard error"))
    .addOption(new Option("--quiet", "say nothing on standard error but errors"))
    .addOption(new Option("--color <when>", "colour standard error (default: auto)").choices(COLOR_CHOICES))
    .version(`erk-learn ${VERSION}`, "--version", "print the version")
    .helpOption("--help", "show this help");
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return seconds;
  throw new InvalidArgumentError(`Give seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}.`);
}

function prepareOutput(program: Program): void {
  program.exitOverride();
  program.configureOutput({
    writeOut: (text) => writeAll(Deno.stdout, text),
    writeErr: (text) => writeAll(Deno.stderr, text),
  });
}

async function parse(program: Program, outcome: Outcome): Promise<void> {
  try {
    await program.parseAsync(Deno.args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    outcome.exitStatus = error.exitCode === 0 ? 0 : 2;
  }
}

async function perform(
  command: Command,
  input: Record<string, unknown>,
  common: CommonOptions,
): Promise<number> {
  const interactive = Deno.stderr.isTerminal();
  const color = decideColor(common.color ?? "auto", {
    noColor: readEnvironment("NO_COLOR"),
    term: readEnvironment("TERM"),
    terminal: interactive,
  });
  const progress = createTerminalProgress({
    quiet: common.quiet === true,
    verbose: common.verbose === true,
    color,
    interactive: interactive && readEnvironment("TERM") !== "dumb" && readEnvironment("CI") === undefined,
    writeLine: (line) => writeAll(Deno.stderr, `${line}\n`),
  });
  const interruption = listenForInterruption();
  let redactor: RunRedactor | undefined;
  const context = createContext({
    repository: common.repo,
    timeoutSeconds: common.timeout,
    progress,
    signal: interruption.signal,
    onRedactor: (made) => void (redactor = made),
  });
  try {
    const output = await command.execute(input, context);
    progress.close();
    writeOutput(output);
    return 0;
  } catch (error) {
    progress.close();
    return await report(error, command, { redactor, interrupted: interruption.status(), common });
  } finally {
    interruption.stop();
  }
}

function writeOutput(output: Output): void {
  if ("json" in output) {
    writeAll(Deno.stdout, `${JSON.stringify(output.json, null, 2)}\n`);
    return;
  }
  for (const text of output.text) writeAll(Deno.stdout, text);
}

async function report(
  error: unknown,
  command: Command,
  run: { redactor: RunRedactor | undefined; interrupted: number | undefined; common: CommonOptions },
): Promise<number> {
  const isUsage = error instanceof UserError && error.exitStatus === 2;
  const told = run.interrupted !== undefined
    ? "Interrupted; what was finished is kept, run the same command again to go on."
    : error instanceof UserError
    ? error.message
    : `Unexpected failure (${messageOf(error)}); please report it with the output of --verbose.`;
  const isVerbose = !isUsage && run.common.verbose === true && error instanceof Error;
  const [message = "", detail = "", stack = "", cause = ""] = await redactFailure(error, [
    told,
    error instanceof UserError ? error.detail ?? "" : "",
    isVerbose ? error.stack ?? "" : "",
    isVerbose && error.cause !== undefined ? messageOf(error.cause) : "",
  ], run.redactor);
  if (isUsage) {
    writeAll(
      Deno.stderr,
      `error: ${visible(message)}\nRun "erk-learn ${command.name} --help" for the arguments.\n`,
    );
    return 2;
  }
  writeAll(Deno.stderr, visible(`error: ${message}${detail === "" ? "" : ` (${detail})`}\n`));
  if (isVerbose) writeAll(Deno.stderr, visible(`${stack}\n`));
  if (cause !== "") writeAll(Deno.stderr, visible(`cause: ${cause}\n`));
  writeOutput({ json: { success: false, error: message, ...(detail === "" ? {} : { detail }) } });
  return run.interrupted ?? 1;
}

interface Interruption {
  readonly signal: AbortSignal;
  /** The exit status, once interrupted. */
  status(): number | undefined;
  stop(): void;
}

function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  const listeners = (["SIGINT", "SIGTERM"] as const)
    .filter((name) => name === "SIGINT" || Deno.build.os !== "windows")
    .map((name) => {
      const interrupt = () => {
        // The second Ctrl-C doesn't wait for anything.
        if (status !== undefined) Deno.exit(status);
        status = INTERRUPTED_STATUS[name];
        controller.abort(new UserError("Interrupted."));
      };
      Deno.addSignalListener(name, interrupt);
      return { name, interrupt };
    });
  return {
    signal: controller.signal,
    status: () => status,
    stop: () => listeners.forEach(({ name, interrupt }) => Deno.removeSignalListener(name, interrupt)),
  };
}

const encoder = new TextEncoder();

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = encoder.encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    // The reader has gone (`| head`): nobody is left to tell.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
