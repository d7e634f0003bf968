import assert from "node:assert/strict";
import {
  activeLines,
  createTerminalProgress,
  decideColor,
  formatBytes,
  formatDuration,
  type TerminalProgressOptions,
} from "../../../lib/cli/terminal_progress.ts";

function recorded(options: Partial<TerminalProgressOptions> = {}) {
  const lines: string[] = [];
  const progress = createTerminalProgress({
    quiet: false,
    verbose: false,
    color: false,
    interactive: false,
    writeLine: (line) => lines.push(line),
    ...options,
  });
  return { progress, lines: () => lines.map((line) => line.replace(/\(\d+(\.\d+)? m?s\)/, "(time)")) };
}

Deno.test("without a terminal a step is announced, and finished with its summary and duration", () => {
  const { progress, lines } = recorded();
  progress.step("Read the plan issue").done("#42, 3 comments");
  assert.deepEqual(lines(), ["… Read the plan issue", "✓ Read the plan issue: #42, 3 comments (time)"]);
});

Deno.test("steps that run side by side finish in any order, each once", () => {
  const { progress, lines } = recorded();
  const first = progress.step("Preprocess");
  const second = progress.step("Fetch comments");
  second.skipped("no pull request");
  first.done();
  first.failed("too late");
  assert.deepEqual(lines().slice(2), ["– Fetch comments: no pull request (time)", "✓ Preprocess (time)"]);
});

Deno.test("--quiet leaves only what failed", () => {
  const { progress, lines } = recorded({ quiet: true });
  progress.note("note");
  progress.warn("warning");
  progress.step("One").done();
  progress.step("Two").failed("no network");
  assert.deepEqual(lines(), ["✗ Two: no network (time)"]);
});

Deno.test("details and updates appear with --verbose only", () => {
  const plain = recorded();
  plain.progress.detail("request 1");
  assert.deepEqual(plain.lines(), []);
  const verbose = recorded({ verbose: true });
  verbose.progress.detail("request 1");
  verbose.progress.step("Download").update("12 kB");
  assert.deepEqual(verbose.lines(), ["  request 1", "… Download", "  Download: 12 kB"]);
});

Deno.test("a step that has ended isn't shown again by an update that comes late", () => {
  const { progress, lines } = recorded({ verbose: true });
  const step = progress.step("Download");
  step.done();
  step.update("12 kB");
  assert.deepEqual(lines(), ["… Download", "✓ Download (time)"]);
});

Deno.test("what may quote texts from elsewhere is redacted, titles and summaries aren't, and the order stays", async () => {
  const redact = (text: string) => Promise.resolve(text.replaceAll("secret", "[redacted]"));
  const { progress, lines } = recorded({ verbose: true, redact });
  const step = progress.step("Read secret");
  progress.warn("secret");
  progress.detail("secret");
  progress.note("secret");
  step.failed("secret");
  progress.step("Write").done("secret");
  await progress.settled();
  assert.deepEqual(lines(), [
    "… Read secret",
    "! [redacted]",
    "  [redacted]",
    "[redacted]",
    "✗ Read secret: [redacted] (time)",
    "… Write",
    "✓ Write: secret (time)",
  ]);
});

Deno.test("control characters from outside become visible instead of driving the terminal", () => {
  const { progress, lines } = recorded();
  progress.warn("name \x1b]0;title\x07 \x1b[2J \r end");
  progress.warn("docs/\u202edm.exe\u2069 שלום");
  assert.deepEqual(lines(), [
    "! name \\x1b]0;title\\x07 \\x1b[2J \\x0d end",
    "! docs/\\u202edm.exe\\u2069 שלום",
  ]);
});

Deno.test("colours from outside are no colours, our own are", () => {
  const { progress, lines } = recorded({ color: true, verbose: true });
  const red = "\x1b[31mred\x1b[0m";
  const shown = "\\x1b[31mred\\x1b[0m";
  progress.note(red);
  progress.warn(red);
  progress.detail(red);
  const step = progress.step(red);
  step.update(red);
  step.failed(red);
  const written = lines();
  assert.equal(written.length, 6);
  for (const line of written) assert.ok(line.includes(shown) && !line.includes(red), line);
  assert.ok(written[1]?.includes("\x1b[33m!\x1b[39m"));
  const steps = [{ title: red, startedAt: 0, status: red }];
  assert.deepEqual(activeLines(steps, 0, (text) => `\x1b[2m${text}`), [`${shown} \x1b[2m${shown}`]);
});

Deno.test("colour follows --color first, then NO_COLOR, then the terminal", () => {
  const terminal = { noColor: undefined, term: "xterm", terminal: true };
  assert.equal(decideColor("auto", terminal), true);
  assert.equal(decideColor("auto", { ...terminal, noColor: "1" }), false);
  assert.equal(decideColor("auto", { ...terminal, term: "dumb" }), false);
  assert.equal(decideColor("auto", { ...terminal, terminal: false }), false);
  assert.equal(decideColor("always", { ...terminal, noColor: "1", terminal: false }), true);
  assert.equal(decideColor("never", terminal), false);
});

Deno.test("durations and sizes are written the way people read them", () => {
  assert.deepEqual([0.4, 850, 1_400, 125_000].map(formatDuration), ["0 ms", "850 ms", "1.4 s", "2 min 5 s"]);
  assert.deepEqual([0, 999, 34_200, 1_900_000, 2_500_000_000].map(formatBytes), [
    "0 B",
    "999 B",
    "34.2 kB",
    "1.9 MB",
    "2.50 GB",
  ]);
});

Deno.test("on a terminal steps that run side by side have a line each, with what they say and their time", () => {
  const steps = [
    { title: "Analyse session 1", startedAt: 1_000, status: "420 tokens" },
    { title: "Check\x1b[2J\nthe documents", startedAt: 12_500, status: undefined },
    { title: "Read", startedAt: 3_000, status: undefined },
  ];
  assert.deepEqual(activeLines(steps, 13_000), [
    "Analyse session 1 420 tokens, 12 s",
    "  Check\\x1b[2J the documents",
    "  Read 10 s",
  ]);
});
