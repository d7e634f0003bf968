/** Progress for people on standard error: a spinner on a terminal, plain lines elsewhere. */

import { createColors } from "picocolors";
import createSpinner from "yocto-spinner";
import process from "node:process";
import { colourless } from "./colourless.ts";
import { visible } from "../printable.ts";
import { createLineQueue } from "./line_queue.ts";
import type { Progress, Step } from "./progress.ts";

export interface TerminalProgressOptions {
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  /** Whether standard error is a terminal that can be redrawn. */
  readonly interactive: boolean;
  /** Writes a line, without its line end, to standard error. */
  readonly writeLine: (line: string) => void;
  /** Makes sayable what may quote texts from elsewhere; without it, it is. Never throws. */
  readonly redact?: (text: string) => Promise<string>;
}

/** A step that isn't finished. */
export interface ActiveStep {
  readonly title: string;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly status: string | undefined;
}

/** A step that takes longer shows for how long already. Milliseconds. */
const SHOW_TIME_AFTER = 2_000;

/** What a terminal shows of steps that run side by side: a line each, the first beside the spinner. */
export function activeLines(
  steps: readonly ActiveStep[],
  now: number,
  dim: (text: string) => string = (text) => text,
): string[] {
  return steps.map(({ title, status, startedAt }, index) => {
    const time = now - startedAt < SHOW_TIME_AFTER ? [] : [`${Math.floor((now - startedAt) / 1_000)} s`];
    const facts = [...status === undefined ? [] : [oneLine(status)], ...time].join(", ");
    return `${index === 0 ? "" : "  "}${oneLine(title)}${facts === "" ? "" : ` ${dim(facts)}`}`;
  });
}

/** Makes the progress that commands report to. Durations are shown in milliseconds or seconds. */
export function createTerminalProgress(options: TerminalProgressOptions): Progress {
  const colors = createColors(options.color);
  const active = new Map<symbol, ActiveStep>();
  let ticking: ReturnType<typeof setInterval> | undefined;
  const spinner = options.interactive && !options.quiet
    ? createSpinner({
      stream: options.color ? process.stderr : colourless(process.stderr),
      handleSignals: false,
    })
    : undefined;

  // A terminal that was closed takes nothing: unheard, that would end the process before it has put things in order.
  if (spinner !== undefined) process.stderr.on("error", () => {});

  const redraw = () => {
    if (spinner === undefined) return;
    if (active.size === 0) {
      spinner.stop();
      clearInterval(ticking);
      ticking = undefined;
      return;
    }
    const now = performance.now();
    spinner.text = activeLines([...active.values()], now, colors.dim).join("\n");
    if (!spinner.isSpinning) spinner.start();
    // The times that are shown go on while nothing else happens.
    ticking ??= setInterval(redraw, 1_000);
  };
  const print = (line: string) => {
    if (spinner?.isSpinning) spinner.stop();
    options.writeLine(line);
    redraw();
  };
  const queue = createLineQueue(print, options.redact);

  return {
    step(title) {
      const key = Symbol(title);
      const startedAt = performance.now();
      active.set(key, { title, startedAt, status: undefined });
      if (spinner === undefined && !options.quiet) queue.say(`${colors.cyan("…")} ${visible(title)}`);
      redraw();
      const finish = (): ((mark: string, text?: string) => string) | undefined => {
        if (!active.delete(key)) return undefined;
        const duration = colors.dim(`(${formatDuration(performance.now() - startedAt)})`);
        redraw();
        return (mark, text = "") =>
          `${mark} ${visible(title)}${text === "" ? "" : `: ${visible(text)}`} ${duration}`;
      };
      const finished = (mark: string, text: string | undefined) => {
        const line = finish();
        if (line !== undefined && !options.quiet) queue.say(line(mark, text));
      };
      return {
        update(status) {
          if (!active.has(key)) return;
          active.set(key, { title, startedAt, status });
          if (options.verbose && spinner === undefined) queue.say(`  ${visible(title)}: ${visible(status)}`);
          redraw();
        },
        done: (summary) => finished(colors.green("✓"), summary),
        skipped: (reason) => finished(colors.dim("–"), reason),
        failed: (reason) => {
          const line = finish();
          if (line !== undefined) queue.quote(reason, (redacted) => line(colors.red("✗"), redacted));
        },
      } satisfies Step;
    },
    note: (line) => {
      if (!options.quiet) queue.quote(line, visible);
    },
    warn: (line) => {
      if (!options.quiet) queue.quote(line, (redacted) => `${colors.yellow("!")} ${visible(redacted)}`);
    },
    detail: (line) => {
      if (options.verbose && !options.quiet) {
        queue.quote(line, (redacted) => colors.dim(`  ${visible(redacted)}`));
      }
    },
    settled: queue.settled,
    async close() {
      await queue.settled();
      active.clear();
      redraw();
    },
  };
}

/** Whether to colour standard error, from `--color`, `NO_COLOR` (https://no-color.org) and the terminal. */
export function decideColor(
  choice: "auto" | "always" | "never",
  world: { noColor: string | undefined; term: string | undefined; terminal: boolean },
): boolean {
  if (choice !== "auto") return choice === "always";
  return world.terminal && world.noColor === undefined && world.term !== "dumb";
}

/** `850 ms`, `1.4 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** `812 B`, `34.2 kB`, `1.9 MB` (decimal units, as GitHub shows them). */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

function oneLine(text: string): string {
  return visible(text.replaceAll("\n", " "));
}
