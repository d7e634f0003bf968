/** The tags around the events of a scope. */

import type { Scope } from "../events/session_event.ts";
import { estimateTokens } from "../tokens/tokens.ts";
import { renderOpening } from "./xml.ts";

/**
 * The start tag of a scope.
 *
 * @param continued whether an earlier part, or this one, has opened the scope before; the tag says so then.
 */
export function openingOf({ element: { name, attributes } }: Scope, continued: boolean): string {
  return renderOpening({ name, attributes: continued ? { ...attributes, continued: "yes" } : attributes });
}

/** The end tag of a scope. */
export function closingOf({ element: { name } }: Scope): string {
  return `</${name}>`;
}

const tokensOfScopes = new WeakMap<Scope, number>();

/** An upper bound for the tokens of both tags of a scope, with their line ends. */
export function tokensOfTags(scope: Scope): number {
  const known = tokensOfScopes.get(scope);
  if (known !== undefined) return known;
  const tokens = estimateTokens(openingOf(scope, true)) + estimateTokens(closingOf(scope)) + 2;
  tokensOfScopes.set(scope, tokens);
  return tokens;
}
