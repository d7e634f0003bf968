/** What a command is: its words for people, its schemas, its permissions and its function. */

import { z } from "zod";
import { UserError } from "../user_error.ts";
import type { Context } from "./context.ts";
import {
  GITHUB_VARIABLES,
  HOME_VARIABLES,
  MACHINE_VARIABLES,
  TERMINAL_VARIABLES,
} from "./environment_variables.ts";

/** Deno permissions that a command needs: what its executable may do, and nothing more. */
export interface Permissions {
  /** Hosts, or `true` for any (a GitHub Enterprise address is known only at run time). */
  readonly net: true | readonly string[];
  /** Folders, `true` for any, `false` for none. Relative ones are taken from the folder that the program is started in. */
  readonly read: boolean | readonly string[];
  readonly write: boolean | readonly string[];
  /** Names of environment variables, or `true` for any. All others are as if they weren't set. */
  readonly env: true | readonly string[];
  /** Programs that may be started. */
  readonly run: readonly string[];
}

/** For a command that asks git and talks to GitHub, and writes files. */
export const GITHUB_PERMISSIONS: Permissions = {
  // An enterprise server's address is known only at run time.
  net: true,
  read: true,
  write: true,
  env: [...GITHUB_VARIABLES, ...HOME_VARIABLES, ...MACHINE_VARIABLES, ...TERMINAL_VARIABLES],
  // The token may come from `gh auth token`.
  run: ["git", "gh"],
};

/** A positional argument, in the order of the command line. */
export interface ArgumentDefinition {
  /** Key in the input object, and what `--help` shows. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Takes all that follow, as a list; for the last one. */
  readonly variadic?: boolean;
}

/** A flag. Its key in the input object is the long name in camelCase (`--no-x` gives `x: false`). */
export interface OptionDefinition {
  /** In commander's notation: `--max-tokens <tokens>`. */
  readonly flags: string;
  readonly description: string;
  /** Completion and `--help` show these; anything else is a usage error. */
  readonly choices?: readonly string[];
  /** Another spelling kept for older callers: works, but `--help` does not show it. */
  readonly hidden?: boolean;
}

export interface Example {
  readonly command: string;
  readonly explanation: string;
}

/** What goes to standard output: one JSON value, or text where the command's contract is text. */
export type Output = { readonly json: unknown } | { readonly text: Iterable<string> };

/** A command as the program sees it, whatever its input and result. */
export interface Command {
  readonly name: string;
  readonly aliases: readonly string[];
  /** One line, for the list of commands. */
  readonly summary: string;
  /** A few sentences below the usage line in `--help`. */
  readonly description: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly Example[];
  readonly permissions: Permissions;
  /** JSON Schema of the answer, for documentation and other programs. */
  resultSchema(): unknown;
  /** Validates the raw input, runs the command, validates the answer. */
  execute(rawInput: Readonly<Record<string, unknown>>, context: Context): Promise<Output>;
}

interface CommandDefinition<Input extends z.ZodType, Result extends z.ZodType> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly arguments?: readonly ArgumentDefinition[];
  readonly options?: readonly OptionDefinition[];
  readonly examples: readonly Example[];
  readonly permissions: Permissions;
  readonly input: Input;
  readonly result: Result;
  readonly run: (input: z.output<Input>, context: Context) => Promise<z.input<Result>>;
  /** Text to print instead of the JSON answer, where the contract asks for text. */
  readonly textOutput?: (
    answer: z.output<Result>,
    input: z.output<Input>,
  ) => Iterable<string> | undefined;
}

/** Makes a command from its definition: the types of `run` follow from the two schemas. */
export function defineCommand<Input extends z.ZodType, Result extends z.ZodType>(
  definition: CommandDefinition<Input, Result>,
): Command {
  return {
    name: definition.name,
    aliases: definition.aliases ?? [],
    summary: definition.summary,
    description: definition.description,
    arguments: definition.arguments ?? [],
    options: definition.options ?? [],
    examples: definition.examples,
    permissions: definition.permissions,
    resultSchema: () => z.toJSONSchema(definition.result, { io: "input", unrepresentable: "any" }),
    async execute(rawInput, context) {
      const input = definition.input.safeParse(rawInput);
      if (!input.success) throw usageError(input.error, definition.arguments ?? []);
      const answer = definition.result.parse(await definition.run(input.data, context));
      const text = definition.textOutput?.(answer, input.data);
      return text === undefined ? { json: answer } : { text };
    },
  };
}

function usageError(error: z.ZodError, positionals: readonly ArgumentDefinition[]): UserError {
  const issue = error.issues[0];
  // Of a list, which one it is stands in the message.
  const key = issue?.path.filter((part) => typeof part !== "number").map(String).join(".") ?? "";
  const subject = key === ""
    ? "arguments"
    : positionals.some(({ name }) => name === issue?.path[0])
    ? `<${String(issue?.path[0])}>`
    : `--${key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
  return new UserError(
    `${subject}: ${issue === undefined ? "invalid input" : wordsOf(issue)}.`.replace(/\.\.$/, "."),
    {
      exitStatus: 2,
    },
  );
}

/** Zod's own words for a text that is too short are of no use to whoever wrote `--output ""`. */
function wordsOf(issue: z.core.$ZodIssue): string {
  const isEmpty = issue.code === "too_small" && issue.origin === "string" && issue.minimum === 1;
  return isEmpty && issue.message.startsWith("Too small") ? "it is empty; give a value" : issue.message;
}
