/** What reviewers asked for. */

import type { SourceComment } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { brief, citations, quoteOf } from "./quotes.ts";

/** How a change is asked for. */
const REQUEST =
  /\b(?:please|pls|should(?:n'?t)?|could (?:you|we|this|use)|can (?:you|we|this)|would (?:you|it|be)|must|need(?:s|ed)? (?:to|a|an)|instead|rather|rename|remove|add|use|avoid|move|extract|replace|revert|drop|missing|forgot|why (?:not|do|is|are|did|does)|what (?:if|about|happens)|how about|nit\b|suggest(?:ion)?|consider|prefer|wrong|incorrect|broken|bug|doesn'?t|does not|don'?t|do not|never|fails?|leaks?|race|unsafe|vulnerab\w+|unused|duplicate[ds]?|typo|simplif\w+|recommend|ensure|make sure|todo|fix|potential|issue|severity|blocking|before (?:we )?merg\w+|not (?:sure|handled|covered|tested|needed|correct|right|documented)|i'?d|let'?s|will (?:fail|break|crash|throw|leak))\b|```suggestion|\?(?:\s|$)|\b(?:bitte|sollte|könnte|fehlt|warum|lieber|statt)\b|\b(?:merci de|devrait|pourrait|pourquoi|il manque|plutôt)\b|\b(?:por favor|debería|podría|falta|por qué|mejor)\b|ください|べき|してほしい|請|请|应该|應該|建议|建議|为什么|為什麼/i;

/** Praise and assent by themselves. */
const MERE_PRAISE =
  /^\W*(?:lgtm|looks (?:good|great|fine)|great|nice|thanks?|thank you|good (?:job|work|catch|point)|awesome|love (?:it|this)|perfect|approved?|ship it|\+1|👍|🚀|🎉|neat|cool|excellent|well done|done|fixed)\b[^?]{0,80}$/i;

/** What is done with when it is done: a slip of the pen, taste. */
const TRIFLE = /^\W*(?:nit(?:pick)?|typo|tiny|minor|style|formatting|whitespace)\b/i;

/** A question, and nothing else: whoever answers it knows more than the reviewer. */
const BARE_QUESTION =
  /^\W*(?:why|what|how|where|when|who|which|is|are|was|were|does|do|did|has|have|warum|wieso|was|wie|wo|pourquoi|por qué|なぜ|为什么)\b[^.!;:\n]{0,100}[?？]\W*$/i;

/** A question that asks for a change all the same. */
const ASKS_FOR_CHANGE =
  /\b(?:should|could|can|would|instead|rather|not|n['’]t|better|what (?:if|about|happens)|how about|use|add|need|handle)\b/i;

/** A rule that holds beyond the place that it was said of. */
const RULE =
  /\b(?:never|always|must(?: not|n['’]t)?|every time|nie(?:mals)?|immer|jamais|toujours|nunca|siempre)\b|(?:^|[.;:!,\n]\s*|please\s+)(?:do not|don['’]t)\b/i;

/** Reports of machines that stand in many pull requests and ask for nothing. */
const REPORT =
  /codecov|coverage (?:report|remained|increased|decreased)|deploy(?:ed)? (?:preview|successful)|preview (?:url|deployment)|vercel|netlify|build (?:passed|succeeded)|stack of pull requests|graphite|changeset (?:detected|found)|bundle size|summary by|walkthrough|<!-- (?:this is an auto|sticky)/i;

/** The requests for changes among the remarks. */
export function findReviewRequests(comments: readonly SourceComment[]): Found[] {
  return comments.flatMap((remark, position) => {
    const [first, ...answers] = remark.comments;
    if (first === undefined || !asksForChange(remark, first.author, first.body)) return [];
    const quote = quoteOf(first.body, [REQUEST]) ?? quoteOf(first.body);
    if (quote === undefined) return [];
    const place = remark.path === undefined
      ? ""
      : ` on ${remark.path}${remark.line === undefined ? "" : `:${remark.line}`}`;
    const answer = answers.findLast(({ author }) => author !== first.author) ?? answers.at(-1);
    return found({
      kind: "review-request",
      summary: `${first.author} asked${place}: ${brief(withoutCode(first.body) || first.body, 240)}`,
      citations: citations({ kind: "review", source: remark.source, ref: remark.ref, quote }),
      weight: weightOf(remark.source, withoutCode(first.body)),
      resolution: answer === undefined ? undefined : brief(answer.body, 200),
      subjects: remark.path === undefined ? [] : [remark.path],
      position,
    });
  });
}

/** From 4 on it may be tied to what it was said of as a warning; 1 is not written down. */
function weightOf(source: SourceComment["source"], words: string): number {
  const text = words.slice(0, 1_000).trim();
  if (TRIFLE.test(text) || (BARE_QUESTION.test(text) && !ASKS_FOR_CHANGE.test(text))) return 1;
  if (source !== "review-thread") return 2;
  return RULE.test(text.slice(0, 300)) ? 4 : 3;
}

/** Code, and what the server offers as a change, is shown where it was said. */
function withoutCode(body: string): string {
  return body.replace(/^ {0,3}(`{3,}|~{3,})[^]*?(?:^ {0,3}\1[^\n]*$|(?![^]))/gm, " ").trim();
}

function asksForChange({ source }: SourceComment, author: string, body: string): boolean {
  const text = body.slice(0, 4_000);
  if (
    source === "discussion" &&
    (REPORT.test(text) || /\[bot\]$|^(?:codecov|vercel|netlify|dependabot|github-actions)/i.test(author))
  ) {
    return false;
  }
  return !MERE_PRAISE.test(text) && REQUEST.test(text);
}
