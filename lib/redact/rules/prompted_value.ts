/** What a program that asks for a secret offers as an answer: `API_TOKEN (required) […]: `, `Password […]: `. */
import type { Report } from "../finding.ts";
import { isChosen } from "./given_value.ts";
import { nameBefore, reportLiteral } from "./name_before.ts";
import { isPassphrase } from "./passphrase.ts";
import { reportPassword } from "./report.ts";
import { classifyName } from "./secret_name.ts";

const OFFERED =
  / {0,2}(?:[=:] {1,2})?(?:\([^()\n]{1,40}\) {1,2})?\[(["']?)([^\s[\]"']{4,512})\1\] ?[:?›>](?=\s|$)/y;

/** `secret/db2-pass` */
const PATH = /^[a-z][a-z0-9_-]*(?:\/[a-z0-9_.-]+)+$/;

/** Looks behind a noun that ends at a place. */
export function findOffered(text: string, end: number, report: Report): void {
  OFFERED.lastIndex = end;
  const [whole = "", , value] = OFFERED.exec(text) ?? [];
  if (value === undefined) return;
  const start = end + whole.lastIndexOf(value);
  const stretch = { start, end: start + value.length };
  const name = nameBefore(text, end);
  if (classifyName(name) !== "password") reportLiteral(text, name, start, stretch.end, report);
  else if ((isChosen(value) && !PATH.test(value)) || isPassphrase(value, 2)) reportPassword(report, stretch);
}
