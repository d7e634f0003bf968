/** The root element of a part: what the session was, and which of how many parts this is. */

import type { Redactor } from "../../redact/mod.ts";
import type { MessageUsage } from "../../session/mod.ts";
import { type Element, element } from "../events/element.ts";
import type { SessionFacts } from "../events/session_facts.ts";
import { countTokens, estimateTokens } from "../tokens/tokens.ts";
import { renderOpening } from "./xml.ts";

/** Attribute values of the root are cut at this length. */
const MAX_VALUE_CHARACTERS = 120;

/** Tokens set aside for the root's tags: the first part's carry what holds for the whole session. */
const FIRST_FRAME_TOKENS = 300;
const FURTHER_FRAME_TOKENS = 150;
/** Of an id as sessions have it, with numbers of six digits: 53 at most in 20,000 of them, so that small parts are full, too. */
const UUID_FRAME_TOKENS = 64;
/** The first part's take no more of it, so that small ones are full, too. */
const FIRST_FRAME_SHARE = 0.15;

/** For the closing tag. */
const CLOSING_TOKENS = 10;

/** Paths, names and numbers count at most so much more than estimated; to be sure takes tables. */
const MOST_RATIO = 1.5;

/** Tokens to reserve for the root's tags in a part of this many tokens. */
export function frameTokens(part: number, maxTokens: number, sessionId: string): number {
  if (part > 1) return isUuid(sessionId) ? UUID_FRAME_TOKENS : FURTHER_FRAME_TOKENS;
  return Math.max(
    FURTHER_FRAME_TOKENS,
    Math.min(FIRST_FRAME_TOKENS, Math.floor(maxTokens * FIRST_FRAME_SHARE)),
  );
}

/** What the root of a part says. */
export interface FrameFacts {
  readonly sessionId: string;
  /** Given for the first part, which carries what holds for the whole session. */
  readonly facts: SessionFacts | undefined;
  readonly part: number;
  readonly parts: number;
  /** Set aside for the root's tags. */
  readonly maxTokens: number;
}

/**
 * The root's start tag, within the tokens set aside for it: what does not fit is left out. It is still to be redacted,
 * except values that are cut, which are before: half a secret would not be recognised any more.
 */
export async function frameOpening(
  { sessionId, facts, part, parts, maxTokens }: FrameFacts,
  redactor: Pick<Redactor, "redact">,
): Promise<string> {
  const always = { id: sessionId, part: `${part}`, parts: `${parts}` };
  const session = facts === undefined ? {} : {
    started: facts.startedAt,
    ended: facts.endedAt,
    branch: facts.branch,
    version: versions(facts),
    models: [...facts.models].join(", "),
    cwd: facts.cwd,
  };
  const values: [string, string][] = [];
  for (const [name, value] of Object.entries({ ...always, ...session })) {
    if (value === undefined || value === "") continue;
    const short = value.length <= MAX_VALUE_CHARACTERS
      ? value
      : (await redactor.redact(value)).slice(0, MAX_VALUE_CHARACTERS);
    values.push([name, short]);
  }
  for (;;) {
    const opening = renderOpening(element("session", Object.fromEntries(values)));
    const room = maxTokens - CLOSING_TOKENS;
    if (values.length <= 3 || estimateTokens(opening) * MOST_RATIO < room) return opening;
    if (countTokens(opening) < room) return opening;
    values.pop();
  }
}

function versions({ version, lastVersion }: SessionFacts): string | undefined {
  return version === lastVersion || version === undefined ? version : `${version} to ${lastVersion}`;
}

/** The session's usage, as one element at its end; undefined if no message told any. */
export function usageElement(total: MessageUsage & { readonly messages: number }): Element | undefined {
  if (total.messages === 0) return undefined;
  return element("usage", {
    messages: `${total.messages}`,
    input: `${total.input}`,
    output: `${total.output}`,
    cache_read: `${total.cacheRead}`,
    cache_write: `${total.cacheWrite}`,
  });
}

/** Whether a text is an id as sessions have it. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
