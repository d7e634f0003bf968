/** From the command line to one JSON value on standard output and an exit status. */

import { Command as Program, CommanderError, InvalidArgumentError, Option } from "commander";
import { fileFailure } from "../file_failure.ts";
import { visible } from "../printable.ts";
import type { RunRedactor } from "../redact/run_redactor.ts";
import { messageOf, UserError } from "../user_error.ts";
import { VERSION } from "../version.ts";
import type { Command, Output } from "./command.ts";
import { addCompletion } from "./completion.ts";
import { createContext, readEnvironment } from "./create_context.ts";
import { INTERRUPTED, listenForInterruption } from "./interruption.ts";
import { tellFailure, writeAnswer, writeErr, writeOut } from "./output.ts";
import { createWordRedactor, redactAnswer, redactFailure } from "./redacted_words.ts";
import { createTerminalProgress, decideColor } from "./terminal_progress.ts";
import { tellWorkflow } from "./workflow_failure.ts";

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
  /** What commander says of wrong usage. */
  complaint: string;
}

/** Runs `erk-learn` with all its commands and ends the process with the exit status. */
export async function runProgram(commands: readonly Command[]): Promise<never> {
  const outcome: Outcome = { exitStatus: 0, complaint: "" };
  const program = withCommonOptions(new Program("erk-learn"))
    .description(
      "Turns the logs of AI coding sessions into documentation that stops the next session from making the same mistake.",
    )
    .usage("[options] <command>")
    // With their arguments beside them, the summaries would have no room in 80 columns, and would be left unwrapped.
    .configureHelp({ subcommandTerm: (subprogram) => [subprogram.name(), ...subprogram.aliases()].join("|") })
    .showSuggestionAfterError()
    .showHelpAfterError('Run "erk-learn --help" for the commands.');
  prepareOutput(program, outcome);
  for (const command of commands) {
    const subprogram = program.command(command.name);
    for (const alias of command.aliases) subprogram.alias(alias);
    describe(subprogram, command, program, outcome);
  }
  addCompletion(program, commands);
  await parse(program, outcome, wordsOf(Deno.args, program));
  Deno.exit(outcome.exitStatus);
}

/** Without words help is meant. Of `help nope` commander shows the help of all: it is told as `nope` is. */
function wordsOf(words: readonly string[], program: Program): readonly string[] {
  const [first, named] = words;
  if (first === undefined) return ["--help"];
  if (first !== "help" || named === undefined || named.startsWith("-")) return words;
  const isKnown = named === "help" ||
    program.commands.some((command) => command.name() === named || command.aliases().includes(named));
  return isKnown ? words : [named];
}

/** Runs one command as a program of its own and ends the process with the exit status. */
export async function runAlone(command: Command): Promise<never> {
  const outcome: Outcome = { exitStatus: 0, complaint: "" };
  const program = new Program(command.name);
  prepareOutput(program, outcome);
  describe(program, command, program, outcome);
  await parse(program, outcome, Deno.args);
  Deno.exit(outcome.exitStatus);
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
    .helpOption("-h, --help", "show this help");
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return seconds;
  throw new InvalidArgumentError(`Give seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}.`);
}

function prepareOutput(program: Program, outcome: Outcome): void {
  program.exitOverride();
  program.configureOutput({
    writeOut,
    writeErr: (text) => void (outcome.complaint += text),
  });
}

async function parse(program: Program, outcome: Outcome, words: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      outcome.exitStatus = error.exitCode === 0 ? 0 : 2;
      await tellComplaint(error, outcome.complaint);
      return;
    }
    if (!(error instanceof UserError)) throw error;
    // Help that standard output doesn't take.
    outcome.exitStatus = tellFailure(error);
  }
}

/** Reports wrong usage, redacted: the complaint quotes what was typed, which may be a token. */
async function tellComplaint(error: CommanderError, complaint: string): Promise<void> {
  if (complaint === "") return;
  for (const text of await redactFailure(error, [complaint], undefined)) {
    writeErr(visible(`${shortened(text).trimEnd()}\n`));
  }
}

async function perform(
  command: Command,
  input: Record<string, unknown>,
  common: CommonOptions,
): Promise<number> {
  const interactive = Deno.stderr.isTerminal();
  const color = decideColor(common.color ?? "auto", {
    noColor: readIfText("NO_COLOR"),
    term: readIfText("TERM"),
    terminal: interactive,
  });
  const words = createWordRedactor();
  const progress = createTerminalProgress({
    quiet: common.quiet === true,
    verbose: common.verbose === true,
    color,
    interactive: interactive && readIfText("TERM") !== "dumb" && readIfText("CI") === undefined,
    writeLine: (line) => writeErr(`${line}\n`),
    redact: (text) => words.redact(text),
  });
  const interruption = listenForInterruption();
  let redactor: RunRedactor | undefined;
  try {
    const context = createContext({
      repository: common.repo,
      timeoutSeconds: common.timeout,
      progress,
      color,
      signal: interruption.signal,
      onRedactor(made, another) {
        redactor = made;
        words.follow(another);
      },
    });
    const output = await command.execute(input, context);
    await progress.close();
    return answer(await redactAnswer(output, redactor), 0);
  } catch (error) {
    await progress.close();
    return await report(error, command, { redactor, interrupted: interruption.status(), common });
  } finally {
    interruption.stop();
  }
}

/**
 * Reads a variable that only affects how something looks, or that is read while a failure is reported. A value that
 * is not text counts as unset.
 */
function readIfText(name: string): string | undefined {
  try {
    return readEnvironment(name);
  } catch {
    return undefined;
  }
}

/** Prints an answer and gives the exit status: another one where it couldn't be printed. */
function answer(output: Output, status: number): number {
  try {
    writeAnswer(output);
    return status;
  } catch (error) {
    return Math.max(status, tellFailure(error));
  }
}

/** Characters of a sentence that may quote anything: an argument has a hundred thousand. */
const MOST_SAID = 4_000;

/** Cut when it is redacted: half of a secret would not be known as one. */
function shortened(text: string): string {
  return text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text;
}

function inOneLine(text: string): string {
  return shortened(text).replace(/\s*\n\s*/g, " ");
}

async function report(
  thrown: unknown,
  command: Command,
  run: { redactor: RunRedactor | undefined; interrupted: number | undefined; common: CommonOptions },
): Promise<number> {
  const error = fileFailure(thrown) ?? thrown;
  const isUsage = error instanceof UserError && error.exitStatus === 2;
  // Whatever broke when the run was interrupted broke for that.
  const told =
    run.interrupted !== undefined && !(error instanceof UserError && /^Interrupted\b/.test(error.message))
      ? INTERRUPTED
      : error instanceof UserError
      ? error.message
      : `Unexpected failure (${messageOf(error)}); please report it with the output of --verbose.`;
  const isVerbose = !isUsage && run.common.verbose === true && run.common.quiet !== true &&
    error instanceof Error;
  const [message = "", detail = "", stack = "", cause = ""] = await redactFailure(
    error,
    [
      told,
      error instanceof UserError ? error.detail ?? "" : "",
      // Where in the program it happened is for whoever repairs the program.
      isVerbose && !(error instanceof UserError) ? error.stack ?? "" : "",
      isVerbose && error.cause !== undefined ? messageOf(error.cause) : "",
    ],
    run.redactor,
    { named: Deno.args, home: readIfText("HOME") },
  );
  const sentence = inOneLine(message);
  const more = inOneLine(detail);
  if (isUsage) {
    writeErr(`error: ${visible(sentence)}\nRun "erk-learn ${command.name} --help" for the arguments.\n`);
    tellWorkflow(command, sentence, readIfText);
    return 2;
  }
  // Contracts fix some sentences, such as "Issue not found": which one, and why, is in the detail alone.
  const all = more === "" ? sentence : `${sentence} (${more})`;
  writeErr(visible(`error: ${all}\n`));
  if (run.interrupted === undefined) tellWorkflow(command, all, readIfText);
  if (stack !== "") writeErr(visible(`${stack}\n`));
  if (cause !== "") writeErr(visible(`cause: ${cause}\n`));
  const failure = { success: false, error: sentence, ...(more === "" ? {} : { detail: more }) };
  return answer({ json: failure }, run.interrupted ?? (error instanceof UserError ? error.exitStatus : 1));
}
