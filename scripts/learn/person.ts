/** The person at the terminal, if there is one: what can be shown to and asked of them. */

import process from "node:process";
import { colourless, type Context } from "../../lib/cli/mod.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";

/** One entry of a menu. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: string;
  readonly description: string;
}

/** Somebody who reads and answers. */
export interface Person {
  /** Shows a text of any length; returns when they have read it. */
  read(text: string): Promise<void>;
  /** @throws the context's signal's reason, or a {@link UserError}, if they interrupt. */
  confirm(question: string): Promise<boolean>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
}

/** Whether this runs in CI, where nobody is asked. */
export function isAutomatic({ environment }: Pick<Context, "environment">): boolean {
  return environment("CI") !== undefined || environment("GITHUB_ACTIONS") !== undefined;
}

/** The person at this terminal; undefined in CI and where standard input or error is no terminal. */
export function personAtTerminal(context: Context): Person | undefined {
  if (isAutomatic(context) || !Deno.stdin.isTerminal() || !Deno.stderr.isTerminal()) return undefined;
  // Standard output belongs to the answer.
  const output = context.color === true ? process.stderr : colourless(process.stderr);
  const asking = { output, signal: context.signal };
  return {
    read: (text) => page(text, context),
    async confirm(message) {
      const { default: confirm } = await import("@inquirer/confirm");
      await context.progress.settled();
      return await answered(confirm({ message, default: true }, asking), context);
    },
    async choose(message, choices) {
      const { default: select } = await import("@inquirer/select");
      await context.progress.settled();
      return await answered(select({ message, choices }, asking), context);
    },
  };
}

/** Ctrl-C and Ctrl-D at a question are an interruption like any other. */
async function answered<Value>(question: Promise<Value>, { signal }: Context): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    signal.throwIfAborted();
    throw new UserError("Interrupted at a question; run the same command again to be asked again.", {
      exitStatus: 130,
      cause: error,
    });
  }
}

/** What shows a text without letting it drive the terminal. */
const LESS = "less -FX";

/** Pagers that executables may start; another `$PAGER` is taken where any program may be. */
export const PAGERS = ["less", "more"];

/** Shows a text with `$PAGER`, else `less`, else as it is: where standard output isn't a terminal it is the answer's alone. */
async function page(text: string, context: Context): Promise<void> {
  const shown = withoutControls(text);
  await context.progress.settled();
  if (Deno.stdout.isTerminal()) {
    for (const [program, ...args] of pagerLines(context.environment("PAGER"))) {
      if (await pagedBy(program, args, shown, context)) return;
    }
  }
  context.progress.note(shown);
  await context.progress.settled();
}

/** Programs with their arguments, the wanted one first; none for who wants no pager and says so with `cat`. */
export function pagerLines(pager: string | undefined): [program: string, ...args: string[]][] {
  return [pager ?? "", LESS].flatMap((line) => {
    const [program, ...args] = line.split(/\s+/).filter((word) => word !== "");
    return program === undefined || /(?:^|\/)cat$/.test(pager?.trim().split(/\s+/)[0] ?? "")
      ? []
      : [[program, ...args] as [string, ...string[]]];
  });
}

async function pagedBy(
  program: string,
  args: readonly string[],
  text: string,
  context: Context,
): Promise<boolean> {
  try {
    const child = new Deno.Command(program, { args: [...args], stdin: "piped" }).spawn();
    const writer = child.stdin.getWriter();
    // Who quits before the end has read enough.
    await writer.write(new TextEncoder().encode(text)).catch(() => {});
    await writer.close().catch(() => {});
    return (await child.status).success;
  } catch (error) {
    context.progress.detail(`the pager ${program} can't be started (${messageOf(error)})`);
    return false;
  }
}

/** A plan quotes what stood in logs: it mustn't drive the terminal. */
function withoutControls(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, "\uFFFD");
}
