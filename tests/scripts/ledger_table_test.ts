import assert from "node:assert/strict";
import type { LedgerAccount, SessionReport } from "../../lib/preprocess/mod.ts";
import { ledgerSummary, ledgerTable } from "../../scripts/ledger_table.ts";

const account = (reasons: Record<string, [count: number, bytes: number]>): LedgerAccount => ({
  count: Object.values(reasons).reduce((sum, [count]) => sum + count, 0),
  bytes: Object.values(reasons).reduce((sum, [, bytes]) => sum + bytes, 0),
  reasons: Object.fromEntries(
    Object.entries(reasons).map(([name, [count, bytes]]) => [name, { count, bytes }]),
  ),
});

const noise = Object.fromEntries(
  Array.from({ length: 10 }, (_, at): [string, [number, number]] => [`noise ${at}`, [2, 100]]),
);
const REPORT: SessionReport = {
  sessionId: "s1",
  status: "converted",
  parts: [{ name: "impl-s1.xml", bytes: 700_000, tokens: 9 }],
  bytesIn: 10_000_000,
  bytesOut: 700_000,
  lines: 1234,
  kept: {},
  dropped: {},
  copiedFrom: {},
  unparsed: [],
  unparsedCount: 2,
  invalidUtf8Lines: 0,
  unknownTypes: {},
  agents: 0,
  redactions: {},
  ledger: {
    read: 10_000_000,
    moved_results: 0,
    grown: 0,
    kept: account({ tool_result: [80, 400_000], user: [3, 1200] }),
    pruned: account({ "toolUseResult copy": [90, 7_000_000], ...noise }),
    deduplicated: account({}),
    truncated: account({ "bad\nname\u001b[2J": [1, 50] }),
    unparsed: { count: 2, bytes: 30, lines: [{ file: "s1.jsonl", line: 7, reason: "x" }], unnamed: 1 },
    structure: 2_597_720,
    redacted: account({ email: [4, 80] }),
  },
};

Deno.test("the table of a session is aligned, names its reasons, and sums up the rest of them", () => {
  assert.equal(
    ledgerTable(REPORT),
    `  ledger                          count     bytes   share
  read                             1234   10.0 MB
  kept                               83  401.2 kB   4.0 %
    tool_result                      80  400.0 kB
    user                              3    1.2 kB
  pruned                            110    7.0 MB  70.0 %
    toolUseResult copy               90    7.0 MB
    noise 0                           2     100 B
    noise 1                           2     100 B
    noise 2                           2     100 B
    noise 3                           2     100 B
    noise 4                           2     100 B
    noise 5                           2     100 B
    noise 6                           2     100 B
    3 more                            6     300 B
  truncated                           1      50 B   0.0 %
    bad?name?[2J                      1      50 B
  unparsed                            2      30 B   0.0 %
    s1.jsonl:7
    1 more
  structure (JSON, ids, escapes)           2.6 MB  26.0 %
  redacted in what is kept            4      80 B
    email                             4      80 B
  written                             1  700.0 kB   7.0 %`,
  );
});

Deno.test("the table of several sessions has a line for each, as wide as a terminal at most", () => {
  const empty = { ...REPORT, status: "empty" as const };
  assert.equal(
    ledgerSummary([
      { name: "planning 5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b01", report: REPORT },
      { name: `impl ${"x".repeat(100)}`, report: empty },
    ]),
    `  session               read      kept  left out  structure  redacted   written
  planning 5f1f0a5…  10.0 MB  401.2 kB    7.0 MB     2.6 MB         4  700.0 kB
  impl xxxxxxxxxxx…  10.0 MB  401.2 kB    7.0 MB     2.6 MB         4     empty`,
  );
  const large = {
    ...REPORT.ledger,
    read: 999_900_000,
    structure: 999_900_000,
    kept: { ...REPORT.ledger.kept, bytes: 999_900_000 },
  };
  const repeated = { ...REPORT, status: "repeated" as const, ledger: large };
  const widest = ledgerSummary([{ name: "planning 5f1f0a52-84de-4b6c", report: repeated }]);
  assert.ok(widest.split("\n").every((line) => line.length <= 80), widest);
});
