/** Progress for people on standard error: a spinner on a terminal, plain lines elsewhere. */

import { createColors } from "picocolors";
import createSpinner, { type Spinner } from "yocto-spinner";
import process from "node:process";
import { colourless } from "./colourless.ts";
import { visible } from "../printable.ts";
import { createLineQueue, type LineQueue } from "./line_queue.ts";
import type { Progress, Step } from "./progress.ts";

type Colors = ReturnType<typeof createColors>;

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
  const active = new ActiveSteps(options, colors.dim);
  const queue = createLineQueue((line) => active.print(line, options.writeLine), options.redact);
  const quote = (line: string, shown: (redacted: string) => string) => {
    if (!options.quiet) queue.quote(line, shown);
  };
  return {
    step: (title) => openStep(title, active, queue, options, colors),
    note: (line) => quote(line, visible),
    warn: (line) => quote(line, (redacted) => `${colors.yellow("!")} ${visible(redacted)}`),
    detail: (line) => {
      if (options.verbose) quote(line, (redacted) => colors.dim(`  ${visible(redacted)}`));
    },
    settled: queue.settled,
    async close() {
      await queue.settled();
      active.clear();
    },
  };
}

/** The steps that aren't finished, on a terminal beside a spinner. */
class ActiveSteps {
  readonly #steps = new Map<symbol, ActiveStep>();
  readonly #spinner: Spinner | undefined;
  readonly #dim: (text: string) => string;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(options: TerminalProgressOptions, dim: (text: string) => string) {
    this.#dim = dim;
    if (!options.interactive || options.quiet) return;
    this.#spinner = createSpinner({
      stream: options.color ? process.stderr : colourless(process.stderr),
      handleSignals: false,
    });
    // A terminal that was closed takes nothing: unheard, that would end the process before it has put things in order.
    process.stderr.on("error", () => {});
  }

  /** Whether they are drawn again and again; elsewhere each is a line of its own. */
  get areDrawn(): boolean {
    return this.#spinner !== undefined;
  }

  has(key: symbol): boolean {
    return this.#steps.has(key);
  }

  set(key: symbol, step: ActiveStep): void {
    this.#steps.set(key, step);
  }

  delete(key: symbol): boolean {
    return this.#steps.delete(key);
  }

  clear(): void {
    this.#steps.clear();
    this.redraw();
  }

  /** Writes a line above them. */
  print(line: string, writeLine: (line: string) => void): void {
    if (this.#spinner?.isSpinning) this.#spinner.stop();
    writeLine(line);
    this.redraw();
  }

  redraw(): void {
    if (this.#spinner === undefined) return;
    if (this.#steps.size === 0) {
      this.#spinner.stop();
      clearInterval(this.#ticking);
      this.#ticking = undefined;
      return;
    }
    this.#spinner.text = activeLines([...this.#steps.values()], performance.now(), this.#dim).join("\n");
    if (!this.#spinner.isSpinning) this.#spinner.start();
    // The times that are shown go on while nothing else happens.
    this.#ticking ??= setInterval(() => this.redraw(), 1_000);
  }
}

function openStep(
  title: string,
  active: ActiveSteps,
  queue: LineQueue,
  { quiet, verbose }: TerminalProgressOptions,
  colors: Colors,
): Step {
  const key = Symbol(title);
  const startedAt = performance.now();
  active.set(key, { title, startedAt, status: undefined });
  if (!active.areDrawn && !quiet) queue.say(`${colors.cyan("…")} ${visible(title)}`);
  active.redraw();

  /** Makes the line of the finished step; undefined if it was finished before. */
  const finish = (): ((mark: string, text?: string) => string) | undefined => {
    if (!active.delete(key)) return undefined;
    const duration = colors.dim(`(${formatDuration(performance.now() - startedAt)})`);
    active.redraw();
    return (mark, text = "") =>
      `${mark} ${visible(title)}${text === "" ? "" : `: ${visible(text)}`} ${duration}`;
  };
  const finished = (mark: string, text: string | undefined) => {
    const line = finish();
    if (line !== undefined && !quiet) queue.say(line(mark, text));
  };
  return {
    update(status) {
      if (!active.has(key)) return;
      active.set(key, { title, startedAt, status });
      if (verbose && !active.areDrawn) queue.say(`  ${visible(title)}: ${visible(status)}`);
      active.redraw();
    },
    done: (summary) => finished(colors.green("✓"), summary),
    skipped: (reason) => finished(colors.dim("–"), reason),
    failed: (reason) => {
      const line = finish();
      if (line !== undefined) queue.quote(reason, (redacted) => line(colors.red("✗"), redacted));
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
