import assert from "node:assert/strict";
import fc from "fast-check";
import type { LedgerAccount, SessionLedger } from "../../../../lib/preprocess/mod.ts";
import { findRealLogs, REAL_LOGS_FOLDER } from "../../../../tools/bench/find_real_logs.ts";
import { session } from "../../../support/session_builder/mod.ts";
import { demoWorld } from "../../../support/session_builder/scenarios.ts";
import {
  assistantLine,
  conversational,
  convertFile,
  convertLines,
  convertSession,
  convertText,
  toolLines,
  userLine,
} from "../converting.ts";
import { anyLines } from "../any_lines.ts";

const LEVELS = ["low", "normal", "high", "everything"] as const;
const bytes = (text: string) => new TextEncoder().encode(text).length;

/** The accounts add up, and nothing is less than nothing. */
function judge(ledger: SessionLedger, what: string): void {
  const { kept, pruned, deduplicated, truncated, unparsed, structure } = ledger;
  const accounts = { kept, pruned, deduplicated, truncated };
  const sum = Object.values(accounts).reduce((total, account) => total + account.bytes, 0);
  assert.equal(
    sum + unparsed.bytes + structure,
    ledger.read + ledger.moved_results + ledger.grown,
    `the sum of ${what}`,
  );
  for (const [name, account] of Object.entries({ ...accounts, redacted: ledger.redacted })) {
    assert.deepEqual(sumOf(account), { count: account.count, bytes: account.bytes }, `${name} of ${what}`);
    assert.ok(Object.values(account.reasons).every((reason) => reason.bytes >= 0 && reason.count >= 0), what);
  }
  assert.ok(structure >= 0 && ledger.grown >= 0 && unparsed.bytes >= 0, what);
}

function sumOf({ reasons }: LedgerAccount) {
  return Object.values(reasons).reduce((sum, { count, bytes }) => ({
    count: sum.count + count,
    bytes: sum.bytes + bytes,
  }), { count: 0, bytes: 0 });
}

Deno.test("the accounts of built sessions of all versions add up, at every level of detail", async () => {
  const { local, remote } = demoWorld();
  for (const built of [...local, remote]) {
    for (const detail of LEVELS) {
      const whole = Object.assign(session({ id: built.id, cwd: built.cwd }), { build: () => built });
      const { report } = await convertSession(whole, { detail });
      judge(report.ledger, `${built.id} at ${detail}`);
      assert.equal(report.ledger.grown, 0);
      assert.equal(report.ledger.read, report.bytesIn);
    }
  }
});

Deno.test({
  name: `the accounts of every real log add up${
    findRealLogs().length === 0 ? ` (skipped: there is no ${REAL_LOGS_FOLDER} beside the repository)` : ""
  }`,
  ignore: findRealLogs().length === 0,
  async fn() {
    for (const path of findRealLogs()) {
      const { report } = await convertFile(path);
      judge(report.ledger, path);
      assert.equal(report.ledger.grown, 0, path);
    }
  },
});

Deno.test("every byte of a log is in an account, those of lines without content too", async () => {
  const line = JSON.stringify(userLine("Go"));
  const blank = ["\n", "\r\n", " \t\n", `${"\0".repeat(4096)}\n`, "\ufeff\n"];
  for (const text of [`${blank.join("")}${line}\n${blank.join("")}`, `${line}\n\n${"\0".repeat(70_000)}`]) {
    const { report: { ledger } } = await convertText(text);
    judge(ledger, "blank lines");
    assert.equal(ledger.read, bytes(text));
    assert.equal(ledger.pruned.reasons["blank line"]?.bytes, bytes(text) - bytes(line) - 1);
  }
});

Deno.test("the accounts of any lines add up", async () => {
  await fc.assert(
    fc.asyncProperty(anyLines, fc.constantFrom(...LEVELS), async (lines, detail) => {
      judge((await convertLines(lines, { detail })).report.ledger, "any lines");
    }),
    { numRuns: 500 },
  );
});

Deno.test("text that is longer decoded than written is accounted for", async () => {
  const log = new TextEncoder().encode(
    `${JSON.stringify({ type: "user", message: { content: "x".repeat(5000) } })}\n`,
  );
  const { report } = await convertText(log.map((byte) => byte === 0x78 ? 0xff : byte));
  judge(report.ledger, "invalid UTF-8");
  assert.equal(report.ledger.kept.bytes, 15_000);
  assert.ok(report.ledger.grown > 9000);
  const numbers = `{"message":{"content":[{"type":"tool_use","id":"t","name":"T","input":{"a":[${
    Array(30).fill("1e20").join()
  }]}}]},"type":"assistant"}\n`;
  judge((await convertText(numbers)).report.ledger, "numbers");
});

/** What is dropped, in lines of a log; the reason it is counted under, and its bytes where they are exact. */
const long = (what: string) =>
  Array.from({ length: 29 }, (_, row) => `${what}, line ${row + 1}, größer`).join("\n");
const agentId = "a1b2c3";
const embedded = (uuid: string) => ({
  type: "progress",
  uuid: crypto.randomUUID(),
  parentToolUseID: "toolu_x",
  data: {
    type: "agent_progress",
    agentId,
    message: { type: "assistant", uuid, message: { id: uuid, content: [{ type: "text", text: "Seen." }] } },
  },
});
const same = embedded("11111111-0000-4000-8000-000000000000");
const repeatedLine = assistantLine("Once.");
const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "QUJD".repeat(50) } };
const DROPPED: readonly (readonly [
  reason: string,
  account: "pruned" | "deduplicated" | "truncated",
  lines: readonly unknown[],
  bytes: number | undefined,
  gone: string,
])[] = [
  [
    "thinking signature",
    "pruned",
    [assistantLine({ type: "thinking", thinking: "Hm.", signature: "SIGNATURE" })],
    9,
    "SIGNATURE",
  ],
  [
    "toolUseResult copy",
    "pruned",
    toolLines("Bash", { command: "ls" }, "a.ts", { toolUseResult: { stdout: "COPY", interrupted: false } }),
    4,
    "COPY",
  ],
  [
    "originalFile",
    "pruned",
    toolLines("Edit", { file_path: "/a", old_string: "x", new_string: "y" }, "ok", {
      toolUseResult: { originalFile: "ORIGINAL" },
    }),
    8,
    "ORIGINAL",
  ],
  ...["file-history-snapshot", "file-history-delta", "last-prompt", "api-request", "api-request-blob"].map((
    type,
  ) =>
    [
      type,
      "pruned",
      [{ type, blob: "NOISE" }],
      bytes(JSON.stringify({ type, blob: "NOISE" })) + 1,
      "NOISE",
    ] as const
  ),
  ...["bash_progress", "hook_progress", "mcp_progress"].map((type) => {
    const line = { type: "progress", data: { type, output: "NOISE" } };
    return [`progress/${type}`, "pruned", [line], bytes(JSON.stringify(line)) + 1, "NOISE"] as const;
  }),
  [
    "attachment/prompt_snapshot",
    "pruned",
    [conversational({
      type: "attachment",
      attachment: { type: "prompt_snapshot", prompt: "You are PROMPTED" },
    })],
    undefined,
    "PROMPTED",
  ],
  [
    "repeated text",
    "deduplicated",
    [userLine(long("documentation"), { isMeta: true }), userLine(long("documentation"), { isMeta: true })],
    bytes(long("documentation")),
    "never there",
  ],
  [
    "repeated text",
    "deduplicated",
    ["/a", "/a"].flatMap((path) => toolLines("Read", { file_path: path }, long("file"))),
    bytes(long("file")),
    "never there",
  ],
  [
    "repeated line",
    "deduplicated",
    [repeatedLine, repeatedLine],
    bytes(JSON.stringify(repeatedLine)) + 1,
    "never there",
  ],
  [
    "embedded copy of an agent's message",
    "deduplicated",
    [same, { ...same, uuid: crypto.randomUUID() }],
    bytes(JSON.stringify(same)) + 1,
    "never there",
  ],
  ["log discovery", "pruned", toolLines("Bash", { command: "pwd" }, "/home/NOISE"), 3, "NOISE"],
  ["result of a log discovery", "pruned", toolLines("Bash", { command: "pwd" }, "/home/NOISE"), 11, "NOISE"],
  [
    "result lines",
    "pruned",
    toolLines("Read", { file_path: "/a" }, [...Array(60).keys()].map((row) => `é ${row}`).join("\n")),
    // Of 60 lines the first 30 and the last 2 stay.
    [...Array(60).keys()].slice(30, 58).reduce((sum, row) => sum + bytes(`é ${row}\n`), 0),
    "é 40",
  ],
  [
    "client reminder in a result",
    "pruned",
    toolLines("Read", { file_path: "/a" }, "1→a<system-reminder>NOISE</system-reminder>"),
    bytes("<system-reminder>NOISE</system-reminder>"),
    "NOISE",
  ],
  [
    "parameter",
    "truncated",
    toolLines("T", { note: "some words ".repeat(50) }, "ok"),
    undefined,
    "some words ".repeat(20),
  ],
  ["image data", "pruned", [userLine([image, { type: "text", text: "Look" }])], 200, "QUJDQUJD"],
  ["unknown type", "pruned", [{ type: "brand-new" }], bytes('{"type":"brand-new"}\n'), "brand-new"],
];

for (const [reason, account, lines, expected, gone] of DROPPED) {
  Deno.test(`dropped and counted as ${account}, ${reason}: ${gone.slice(0, 20)}`, async () => {
    const { report, xml } = await convertLines([userLine("Go"), ...lines]);
    const counted = report.ledger[account].reasons[reason];
    assert.equal(counted?.count, 1);
    if (expected !== undefined) assert.equal(counted?.bytes, expected);
    assert.ok(!xml.includes(gone));
    judge(report.ledger, reason);
  });
}

Deno.test("repeated documentation leaves a marker that names its first place", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    userLine(long("documentation"), { isMeta: true }),
    userLine(long("documentation"), { isMeta: true }),
  ]);
  const injected = elements.filter(({ name }) => name === "injected");
  assert.deepEqual(injected.map(({ attributes, text }) => [attributes.same_as, text === ""]), [[
    undefined,
    false,
  ], [
    "L2",
    true,
  ]]);
});

Deno.test("the notes on what is missing are not counted as kept text of the log", async () => {
  const note = "some words ".repeat(100);
  const { report, elements } = await convertLines([userLine("Go"), ...toolLines("T", { note }, "ok")]);
  const { kept, truncated } = report.ledger;
  assert.match(elements.find(({ attributes }) => attributes.name === "note")?.text ?? "", /chars\]$/);
  assert.equal((kept.reasons["tool_use"]?.bytes ?? 0) + truncated.bytes, note.length);
});

Deno.test("lines that can't be read are counted with their bytes, and named with file, line and reason", async () => {
  const { report } = await convertLines([userLine("Go"), "broken größer", "[1,2]"]);
  const { count, lines, bytes: lost } = report.ledger.unparsed;
  assert.deepEqual([count, lost], [2, bytes("broken größer\n[1,2]\n")]);
  assert.deepEqual(lines.map(({ file, line }) => [file.endsWith(".jsonl"), line]), [[true, 2], [true, 3]]);
});

Deno.test("a result that was read from its own file counts as read", async () => {
  const output = `${Array.from({ length: 8000 }, (_, row) => `row ${row}`).join("\n")}\n# the verdict`;
  const { report } = await convertSession(session({ version: "2.1.329" }).prompt("Go").bash("seq", output));
  assert.equal(report.ledger.moved_results, bytes(output));
  assert.equal(report.ledger.deduplicated.reasons["preview of a moved result"]?.count, 1);
  judge(report.ledger, "a moved result");
});

Deno.test("a session that leaves no part keeps nothing", async () => {
  const { report } = await convertLines([userLine("<local-command-stdout>Bye!</local-command-stdout>")]);
  assert.deepEqual([report.status, report.ledger.kept.bytes], ["empty", 0]);
  assert.deepEqual(report.ledger.pruned.reasons["empty session"], { count: 1, bytes: 4 });
});

Deno.test("what was redacted is counted with its bytes", async () => {
  const { report } = await convertLines([userLine("Write to zoë@example.org")]);
  assert.deepEqual(report.ledger.redacted.reasons["email"], { count: 1, bytes: bytes("zoë@example.org") });
});

Deno.test("a log full of made-up types does not make the ledger large", async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => ({ type: `${index} ${"name ".repeat(40)}` }));
  const { report } = await convertLines([userLine("Go"), ...lines]);
  assert.ok(JSON.stringify(report).length < 30_000);
  assert.equal(Object.values(report.unknownTypes).reduce((sum, count) => sum + count, 0), 20_000);
  assert.ok((report.unknownTypes["other"] ?? 0) > 19_000);
  const progress = lines.map(({ type }) => ({ type: "progress", data: { type } }));
  const pruned = (await convertLines([userLine("Go"), ...progress])).report.ledger.pruned;
  assert.deepEqual([pruned.count, Object.keys(pruned.reasons).length], [20_000, 100]);
});

Deno.test("what is dropped for a reason counts all of it, before lines are parsed and afterwards", async () => {
  const records = [
    { stdout: "a", stderr: "warning: b" },
    { file: { content: "x\n".repeat(9999) } },
    "Error: gone",
  ];
  const { report } = await convertLines([
    userLine("Go"),
    ...records.flatMap((toolUseResult) => toolLines("Bash", { command: "make" }, "a", { toolUseResult })),
  ]);
  const reason = "toolUseResult copy";
  const { count } = report.ledger.pruned.reasons[reason] ?? { count: 0 };
  assert.ok(count > 3, `${count}`);
  assert.equal(report.dropped[reason], count);
});
