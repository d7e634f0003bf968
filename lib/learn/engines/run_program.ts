/** Another program, run to its end: what it prints is bounded, and it doesn't outlive its time or our interest. */

import { reasonNotStarted } from "../../program_start.ts";

export interface ProgramCall {
  readonly program: string;
  readonly arguments: readonly string[];
  /** All that it sees of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly input?: string;
  readonly timeoutMilliseconds: number;
  /** Bytes of standard output at most; default: 64 MiB. */
  readonly outputBytes?: number;
  readonly signal: AbortSignal;
}

/** How a program ended. `missing`: it could not be started; `reason` says why. */
export type ProgramEnd =
  | { readonly kind: "missing"; readonly reason: string }
  | { readonly kind: "timeout" | "too-much-output" }
  | {
    readonly kind: "ended";
    readonly code: number;
    /** The signal that ended it, where one did. */
    readonly signal: string | null;
    readonly output: string;
    /** The end of standard error, at most 4 KiB. */
    readonly errors: string;
  };

/** No answer comes near: a program that writes without end is stopped before it fills the memory. */
const OUTPUT_BYTES = 64 * 1024 * 1024;
/** What a sentence about a failure quotes is a fraction of it. */
const ERRORS_BYTES = 4 * 1024;

/** Ends a process group, on systems that have them. */
export const GROUP_ENDER = "kill";

/** Between asking a program to end and ending it. */
const GRACE_MILLISECONDS = 2_000;

/**
 * Runs a program without a shell.
 * @throws the signal's reason when it is aborted, or a UserError where there is no room to start it; the program and
 * its children are ended then, as at a time-out.
 */
export async function runProgram(call: ProgramCall): Promise<ProgramEnd> {
  call.signal.throwIfAborted();
  // A narrow executable may not run it: ask first, so that Deno doesn't prompt on a terminal.
  const permission = await Deno.permissions.query({ name: "run", command: call.program });
  if (permission.state !== "granted") return { kind: "missing", reason: "running it is not permitted" };
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(call.program, {
      args: [...call.arguments],
      clearEnv: true,
      env: { ...call.environment },
      ...(call.folder === undefined ? {} : { cwd: call.folder }),
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      // A process group of its own can be ended as a whole.
      detached: Deno.build.os !== "windows",
    }).spawn();
  } catch (error) {
    return { kind: "missing", reason: reasonNotStarted(call.program, error, call.folder) };
  }

  const ending = Promise.withResolvers<"timeout" | "too-much-output" | "aborted">();
  const timer = setTimeout(() => ending.resolve("timeout"), call.timeoutMilliseconds);
  const abort = () => ending.resolve("aborted");
  call.signal.addEventListener("abort", abort, { once: true });

  const stop = new AbortController();
  const feeding = feed(child.stdin, call.input ?? "");
  const output = collect(child.stdout, stop.signal, call.outputBytes ?? OUTPUT_BYTES, () => {
    ending.resolve("too-much-output");
  });
  const errors = collect(child.stderr, stop.signal, Infinity, () => {}, ERRORS_BYTES);
  try {
    const finished = Promise.all([child.status, output, errors, feeding]);
    const end = await Promise.race([finished, ending.promise]);
    if (typeof end === "string") {
      await endProcess(child);
      stop.abort();
      await finished;
      if (end === "aborted") throw call.signal.reason;
      return { kind: end };
    }
    const [status, printed, said] = end;
    return { kind: "ended", code: status.code, signal: status.signal, output: printed, errors: said };
  } finally {
    clearTimeout(timer);
    call.signal.removeEventListener("abort", abort);
  }
}

/** A program that ends early reads no further: that's no failure of ours. */
async function feed(stdin: WritableStream<Uint8Array>, input: string): Promise<void> {
  try {
    const writer = stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
  } catch {
    // what it made of the rest is in its output and its status
  }
}

/** What a stream holds, until it ends or `stop` is aborted; with `lastBytes` only its end is kept. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  stop: AbortSignal,
  most: number,
  onTooMuch: () => void,
  lastBytes = Infinity,
): Promise<string> {
  const reader = stream.getReader();
  // Children that a program leaves behind would hold the stream open.
  stop.addEventListener("abort", () => void reader.cancel().catch(() => {}), { once: true });
  const chunks: Uint8Array[] = [];
  let seen = 0;
  let kept = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    seen += next.value.length;
    if (seen > most) {
      onTooMuch();
      continue;
    }
    chunks.push(next.value);
    kept += next.value.length;
    while (kept - (chunks[0]?.length ?? kept) >= lastBytes) kept -= chunks.shift()?.length ?? 0;
  }
  return new TextDecoder().decode(
    await new Blob(chunks.map((chunk) => Uint8Array.from(chunk))).arrayBuffer(),
  );
}

/** Ends a program with its children, which may be what really asks the model; alone, where that can't be done. */
async function endProcess(child: Deno.ChildProcess): Promise<void> {
  if (Deno.build.os !== "windows" && await endGroup(child.pid)) return;
  let gone = false;
  const status = child.status.then(() => void (gone = true));
  kill(child, "SIGTERM");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grace = new Promise<void>((resolve) => timer = setTimeout(resolve, GRACE_MILLISECONDS));
  await Promise.race([status, grace]);
  clearTimeout(timer);
  if (!gone) kill(child, "SIGKILL");
}

/** Executables may end no group themselves: that takes the right to run anything. */
async function endGroup(leader: number): Promise<boolean> {
  try {
    Deno.kill(-leader, "SIGKILL");
    return true;
  } catch {
    // not permitted, or gone already
  }
  const permission = await Deno.permissions.query({ name: "run", command: GROUP_ENDER });
  if (permission.state !== "granted") return false;
  try {
    const args = ["-KILL", "--", `-${leader}`];
    const ender = new Deno.Command(GROUP_ENDER, { args, stdin: "null", stdout: "null", stderr: "null" });
    return (await ender.output()).success;
  } catch {
    return false;
  }
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // gone already
  }
}
