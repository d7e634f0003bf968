/** Keys that a server lets in, by a map from each of them to something: `map $http_x_api_key $user { … }`. */
import type { Report } from "../../finding.ts";
import { isChosenStrictly, isKeyLike } from "../judgement/given_value.ts";
import { reportKey } from "../report.ts";

const MAP_HEAD = /(?:^|[\s;→])map \$(?:http|arg|cookie)_[a-z_]{0,60}$/;
const MAP = /\$\w{1,40} {0,4}\{([^{}]{1,2000})\}/y;
const MAP_KEY =
  /(?:^|;)\s{0,40}(?:[0-9]{1,6}→\s{0,40})?["']?(?:Bearer |Token )?([^\s"';~]{8,512})["']?\s{1,40}[^\s;]{1,80}(?=;)/g;

/** Looks at the variable behind the name; `head` is what stands before it: `map $http_x_api_key $user { "v" kim; }` of nginx */
export function findInMap(text: string, head: string, at: number, report: Report): void {
  if (!MAP_HEAD.test(head)) return;
  MAP.lastIndex = at;
  const lines = MAP.exec(text)?.[1];
  if (lines === undefined) return;
  const first = MAP.lastIndex - 1 - lines.length;
  for (const { index, 0: whole, 1: key = "" } of lines.matchAll(MAP_KEY)) {
    if (!isKeyLike(key, 16) && !isChosenStrictly(key)) continue;
    const start = first + index + whole.indexOf(key);
    reportKey(report, { start, end: start + key.length });
  }
}
