/** Lists of one value in a map of Go that was printed, as headers of requests are. */
import type { Report } from "../../finding.ts";
import { groupAt } from "../../search/match_at.ts";
import { literalValue } from "./assigned_value.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

const LIST_OF_GO = /\[([^\s[\]"'`]{8,1024})\]/y;

/** `map[Accept:[*\/*] X-Api-Key:[…]]` */
export function findInPrintedMap(
  text: string,
  name: string,
  nameStart: number,
  valueStart: number,
  report: Report,
): boolean {
  if (text.charCodeAt(valueStart) !== 0x5b || !/[[ ]/.test(text.charAt(nameStart - 1))) return false;
  const value = groupAt(LIST_OF_GO, text, valueStart);
  const nameClass = classifyName(name);
  if (value === undefined || !announcesSecret(nameClass)) return false;
  const start = valueStart + 1;
  if (!looksSecret(name, nameClass, literalValue(start, value))) return false;
  reportNamed(report, nameClass, { start, end: start + value.length });
  return true;
}
