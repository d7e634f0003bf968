/**
 * How much planted friction the rules find, and how much of what they find was planted.
 * Run: `deno task bench -- --only evidence`.
 */

import { createRedactor } from "../../lib/redact/mod.ts";
import {
  type Judgement,
  judgePlanted,
  PLANTED_SESSIONS,
  scoreByKind,
} from "../../tests/support/planted_friction/mod.ts";
import { formatTable, percent } from "./table.ts";

const redactor = await createRedactor();
const judgements: Judgement[] = [];
for (const planted of PLANTED_SESSIONS) judgements.push(await judgePlanted(planted, redactor));

const scores = scoreByKind(judgements);
const sum = (key: "planted" | "found" | "right" | "wrong") =>
  scores.reduce((total, score) => total + score[key], 0);
const row = (kind: string, planted: number, found: number, right: number, wrong: number) => [
  kind,
  planted,
  found,
  percent(found, planted),
  right,
  wrong,
  percent(right, right + wrong),
];
console.log(formatTable(
  ["kind", "planted", "found", "recall", "right", "wrong", "precision"],
  [
    ...scores.map(({ kind, planted, found, right, wrong }) => row(kind, planted, found, right, wrong)),
    row("all", sum("planted"), sum("found"), sum("right"), sum("wrong")),
  ],
));
console.log(
  `${
    judgements.filter(({ found, missed }) => found.length + missed.length === 0).length
  } sessions hold no friction`,
);
for (const { name, missed, wrong } of judgements) {
  for (const { kind, says } of missed) console.log(`missed: ${kind} (${says}) in "${name}"`);
  for (const { kind, summary } of wrong) console.log(`wrong: ${kind} in "${name}": ${summary}`);
}
