/** Tokens in a variable that code puts behind the name of a scheme: `const t = "X"; … "token " + t`. */
import { isKeyLike } from "../judgement/given_value.ts";
import { looksRandom } from "../judgement/random_value.ts";
import type { Keyword } from "../keyword.ts";
import { reportKey } from "../report.ts";

/** The variable behind the scheme, put together in the ways of some languages. */
const VARIABLE =
  /(?:[bB]earer|[tT]oken|[bB]asic|[aA]pi[kK]ey) (?:\\{0,3}["'] ?[+.&] ?\$?|\$?\{|#\{|%s\\{0,3}["'] ?[,%] ?\(?|["'], ?)([A-Za-z_]\w{0,40})/y;

/** So much before is looked through for what was given to it. */
const MAX_BEFORE_CHARACTERS = 800;

/** Looks at what a variable was given above, whose name stands at a place as that of a token that is sent. */
export function findSentToken(text: string, at: number, report: Parameters<Keyword["visit"]>[2]): void {
  VARIABLE.lastIndex = at;
  const name = VARIABLE.exec(text)?.[1];
  if (name === undefined) return;
  const from = Math.max(0, at - MAX_BEFORE_CHARACTERS);
  const given = new RegExp(
    `(?<![\\w.$])\\$?${name}\\s{0,4}:?=\\s{0,4}(\\\\{0,3}["'\`])([A-Za-z0-9._~+/=-]{16,512})\\1`,
    "g",
  );
  for (const { index, 0: whole, 1: quote = "", 2: value = "" } of text.slice(from, at).matchAll(given)) {
    if (!isKeyLike(value, 16) || !looksRandom(value)) continue;
    const end = from + index + whole.length - quote.length;
    reportKey(report, { start: end - value.length, end });
  }
}

/** Of GitHub; those of others are looked at with what stands behind `Bearer` itself. */
export const SENT_TOKEN_KEYWORDS: readonly Keyword[] = ["token '", 'token "'].map((keyword) => ({
  keyword,
  visit: findSentToken,
}));
