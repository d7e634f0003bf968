/**
 * Converts the real logs that lie beside the repository and tells of each what was kept of it. What is to be kept is
 * read from the log by a naive reader of this bench. Run: `deno task bench -- --only real`.
 */

import { parseXmlDocument } from "slimdom";
import { collectParts, DEFAULT_MAX_TOKENS } from "../../lib/preprocess/mod.ts";
import { createRedactor, type Redactor } from "../../lib/redact/mod.ts";
import { convertLog, scanAndParse } from "./converting.ts";
import { findRealLogs, nameOfLog, REAL_LOGS_FOLDER } from "./find_real_logs.ts";
import { findSignals, type KeptSignals } from "./kept_signal.ts";
import { formatTable, percent } from "./table.ts";
import { fullnessOf } from "./tokens.ts";
import { MEGABYTE } from "./write_logs.ts";

/** One key for both redactions: of the log's parts and of what is looked for in them. */
const KEY = new Uint8Array(32);

/** Rounds over all logs; the fastest counts. */
const ROUNDS = 12;

/** What one log gave. */
export interface LogOutcome {
  readonly name: string;
  readonly status: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly parts: number;
  readonly mostClaude: number;
  readonly mostO200k: number;
  /** The emptiest part but the last, by the dearer tokenizer; undefined of a single part. */
  readonly least: number | undefined;
  readonly kept: KeptSignals;
  readonly secrets: number;
  readonly milliseconds: number;
  readonly isValid: boolean;
}

async function main(): Promise<void> {
  const logs = findRealLogs();
  if (logs.length === 0) {
    return console.log(`not measured: there is no ${REAL_LOGS_FOLDER} beside the repository`);
  }
  const redactor = await createRedactor({ key: KEY });
  const speed = await measureSpeed(logs, redactor);
  const outcomes: LogOutcome[] = [];
  for (const path of logs) outcomes.push(await convertRealLog(path, redactor));
  console.log(formatTable(HEADER, [...outcomes.map(rowOf), sumRow(outcomes)]));
  console.log(
    `older program on these logs: out 18.1 %; prompts 98.3 %, queued 51.8 %, errors 0 %, verdicts 47.1 %`,
  );
  console.log(speedLine(speed));
  for (const { name, kept } of outcomes) {
    for (const { missing } of Object.values(kept)) {
      for (const { kind, text, toolUseId, places } of missing) {
        console.log(
          `not found: ${kind} ${places[0]} of ${name}: ${JSON.stringify((text || toolUseId).slice(-100))}`,
        );
      }
    }
  }
}

/** What it takes to convert all logs, one after the other, in milliseconds. */
export interface Speed {
  readonly bytes: number;
  /** Of a process's first conversions, while V8 compiles: what users meet. */
  readonly first: number;
  readonly fastest: number;
  /** Of scanning the lines and parsing each of them, in the same process. */
  readonly parsing: number;
}

/** Measures it in rounds; the parts are thrown away. */
export async function measureSpeed(
  logs: readonly string[],
  redactor: Redactor,
  rounds = ROUNDS,
): Promise<Speed> {
  const timeOf = async (work: (log: string) => Promise<unknown>) => {
    const start = performance.now();
    for (const log of logs) await work(log);
    return performance.now() - start;
  };
  const converting: number[] = [];
  const parsing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    converting.push(await timeOf((log) => convertLog(log, redactor, collectParts())));
    parsing.push(await timeOf(scanAndParse));
  }
  return {
    bytes: logs.reduce((sum, log) => sum + Deno.statSync(log).size, 0),
    first: converting[0] ?? 0,
    fastest: Math.min(...converting),
    parsing: Math.min(...parsing),
  };
}

/** The same as a line below the table. */
export function speedLine({ bytes, first, fastest, parsing }: Speed): string {
  const times = (time: number) => `${time.toFixed(0)} ms (${(time / parsing).toFixed(2)} ×)`;
  return `all of them (${(bytes / MEGABYTE).toFixed(1)} MB) in ${times(fastest)}, the first time ${
    times(first)
  }; scanning and parsing ${parsing.toFixed(0)} ms`;
}

/** Converts one log, and looks in its parts for what must not be lost. */
export async function convertRealLog(path: string, redactor?: Redactor): Promise<LogOutcome> {
  const scanner = redactor ?? await createRedactor({ key: KEY });
  const sink = collectParts();
  const start = performance.now();
  const report = await convertLog(path, scanner, sink);
  const milliseconds = performance.now() - start;
  const { most, least } = fullnessOf(sink.parts);
  return {
    name: nameOfLog(path),
    status: report.status,
    bytesIn: report.bytesIn,
    bytesOut: report.bytesOut,
    parts: sink.parts.length,
    mostClaude: most.claude,
    mostO200k: most.o200k,
    least,
    kept: await findSignals(path, sink.parts, scanner),
    secrets: Object.values(report.redactions).reduce((sum, count) => sum + count, 0),
    milliseconds,
    isValid: sink.parts.every(isWellFormed),
  };
}

const HEADER = [
  "log",
  "status",
  "bytes in",
  "out",
  "%",
  "parts",
  "claude",
  "o200k",
  "fullness",
  "prompts",
  "queued",
  "errors",
  "verdicts",
  "redacted",
  "ms",
  "XML",
];

function rowOf(outcome: LogOutcome): string[] {
  const { prompt, queued, error, verdict } = outcome.kept;
  const share = ({ found, all }: { found: number; all: number }) => all === 0 ? "–" : `${found}/${all}`;
  return [
    outcome.name,
    outcome.status,
    `${outcome.bytesIn}`,
    `${outcome.bytesOut}`,
    percent(outcome.bytesOut, outcome.bytesIn),
    `${outcome.parts}`,
    `${outcome.mostClaude}`,
    `${outcome.mostO200k}`,
    outcome.least === undefined ? "–" : percent(outcome.least, DEFAULT_MAX_TOKENS),
    share(prompt),
    share(queued),
    share(error),
    share(verdict),
    `${outcome.secrets}`,
    outcome.milliseconds.toFixed(0),
    outcome.isValid ? "valid" : "BROKEN",
  ];
}

function sumRow(outcomes: readonly LogOutcome[]): string[] {
  const sum = (count: (outcome: LogOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const most = (count: (outcome: LogOutcome) => number) => Math.max(...outcomes.map(count));
  const share = (kind: keyof KeptSignals) => {
    const all = sum(({ kept }) => kept[kind].all);
    const found = sum(({ kept }) => kept[kind].found);
    return `${found}/${all} ${percent(found, all)}`;
  };
  const bytesIn = sum((outcome) => outcome.bytesIn);
  const bytesOut = sum((outcome) => outcome.bytesOut);
  const least = Math.min(...outcomes.flatMap((outcome) => outcome.least ?? []));
  return [
    `all ${outcomes.length}`,
    `${outcomes.filter(({ status }) => status === "converted").length} converted`,
    `${bytesIn}`,
    `${bytesOut}`,
    percent(bytesOut, bytesIn),
    `${sum((outcome) => outcome.parts)}`,
    `${most((outcome) => outcome.mostClaude)}`,
    `${most((outcome) => outcome.mostO200k)}`,
    percent(least, DEFAULT_MAX_TOKENS),
    share("prompt"),
    share("queued"),
    share("error"),
    share("verdict"),
    `${sum((outcome) => outcome.secrets)}`,
    sum((outcome) => outcome.milliseconds).toFixed(0),
    outcomes.every(({ isValid }) => isValid) ? "all valid" : "BROKEN",
  ];
}

function isWellFormed(xml: string): boolean {
  try {
    return parseXmlDocument(xml).documentElement?.nodeName === "session";
  } catch {
    return false;
  }
}

if (import.meta.main) await main();
