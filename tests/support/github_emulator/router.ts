/** Which function answers which request. Paths are written as in GitHub's OpenAPI description. */

import type { Answer } from "./answers.ts";
import type { Viewer } from "./access.ts";

/** A request as a handler sees it. */
export interface Call {
  readonly method: string;
  /** Decoded values of the path's `{…}`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Parsed JSON; undefined where there was none. */
  readonly body: unknown;
  /** The whole address, for links to further pages. */
  readonly url: URL;
  /** Who asks; undefined without a token. */
  readonly viewer: Viewer | undefined;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export interface Route {
  readonly method: string;
  /** `/repos/{owner}/{repo}/issues/{issue_number}`; a `{…*}` at the end takes the rest of the path. */
  readonly template: string;
  readonly handler: Handler;
}

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Makes a route. */
export function route(method: string, template: string, handler: Handler): Route {
  return { method, template, handler };
}

/** Gives the function that finds the route for a method and path, or undefined; `/a/b` goes before `/a/{c}`. */
export function createRouter(
  routes: readonly Route[],
): (method: string, path: string) => RouteMatch | undefined {
  const compiled = routes
    .toSorted((a, b) => a.template.split("{").length - b.template.split("{").length)
    .map((entry) => ({ entry, pattern: templatePattern(entry.template) }));
  return (method, path) => {
    for (const { entry, pattern } of compiled) {
      if (entry.method !== method) continue;
      const parameters = pattern(path);
      if (parameters !== undefined) return { route: entry, parameters };
    }
    return undefined;
  };
}

/** Gives the function that reads a path's parameters by an OpenAPI template; undefined: the path is another one. */
export function templatePattern(
  template: string,
): (path: string) => Record<string, string> | undefined {
  const names: string[] = [];
  const source = template.replace(/[.+?^$()|[\]\\]/g, "\\$&").replace(
    /\{([^}*]+)(\*?)\}/g,
    (_, name, rest) => {
      names.push(name);
      return rest === "*" ? "(.+)" : "([^/]+)";
    },
  );
  const expression = new RegExp(`^${source}/?$`);
  return (path) => {
    const found = expression.exec(path);
    if (found === null) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? "")]));
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a lone `%`: GitHub takes it as it is
  }
}
