/** `/search/issues`, as far as clients look for issues by label, state, author, branch or words. */

import { isVisible } from "./access.ts";
import { type Answer, ok, validationFailed } from "./answers.ts";
import { pageOf } from "./pages.ts";
import { renderIssue } from "./issue_render.ts";
import { type Call, type Route, route } from "./router.ts";
import type { IssueRecord, RepositoryRecord, World } from "./state.ts";

/** The routes of search. */
export function searchRoutes(world: World): Route[] {
  return [route("GET", "/search/issues", (call) => searchIssues(world, call))];
}

/** One word of a query; with `name` a qualifier, without one a word to be found in title or body. */
interface Term {
  readonly negated: boolean;
  readonly name: string | undefined;
  readonly value: string;
}

function searchIssues(world: World, call: Call): Answer {
  const terms = parseQuery(call.query.get("q") ?? "");
  if (terms.length === 0) throw validationFailed({ resource: "Search", field: "q", code: "missing" });
  const found = [...world.state.repositories.values()]
    .filter((repository) => isVisible(repository, call.viewer))
    .flatMap((repository) => [...repository.issues.values()].map((issue) => ({ repository, issue })))
    .filter(({ repository, issue }) => terms.every((term) => fits(term, repository, issue) !== term.negated))
    .toSorted((a, b) => b.issue.createdAt.localeCompare(a.issue.createdAt));
  const page = pageOf(call, found);
  const items = page.items.map(({ repository, issue }) => ({
    ...renderIssue(world, repository, issue),
    score: 1,
  }));
  return ok(
    { total_count: found.length, incomplete_results: false, search_type: "lexical", items },
    200,
    page.headers,
  );
}

function parseQuery(query: string): Term[] {
  return [...query.matchAll(/(-?)(?:([a-z][a-z-]*):)?(?:"([^"]*)"|(\S+))/g)].map((
    [, minus, name, quoted, word],
  ) => ({
    negated: minus === "-",
    name,
    value: (quoted ?? word ?? "").toLowerCase(),
  }));
}

function fits({ name, value }: Term, repository: RepositoryRecord, issue: IssueRecord): boolean {
  const kind = issue.pull === undefined
    ? ["issue"]
    : ["pr", "pull-request", ...(issue.pull.mergedAt ? ["merged"] : [])];
  switch (name) {
    case undefined:
      return `${issue.title}\n${issue.body ?? ""}`.toLowerCase().includes(value);
    case "repo":
      return repository.fullName.toLowerCase() === value;
    case "is":
    case "type":
    case "state":
      return [...kind, issue.state].includes(value);
    case "label":
      return issue.labels.some((label) => label.toLowerCase() === value);
    case "author":
      return issue.author.toLowerCase() === value;
    case "head":
      return issue.pull?.headRef.toLowerCase() === value;
    case "in": // title and body are searched anyway
      return true;
    default:
      throw validationFailed({
        resource: "Search",
        field: "q",
        code: "invalid",
        message: `${name}: is not emulated`,
      });
  }
}
