/** What was looked up outside of the project: knowledge that it lacks. */

import type { SourceSession } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { brief, citations, cite } from "./quotes.ts";
import type { Step } from "./steps.ts";

/** Pages of one site that a finding cites; all are counted. */
const MAX_CITED = 4;

/** Addresses of this machine and its network. */
const LOCAL =
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|.*\.(?:local|internal|test|localhost)$|host\.docker\.)/i;

/** Pages that are read, not services that are called. */
const READING_MATTER =
  /docs?[./]|\/docs?\b|documentation|readthedocs|developer\.|\/wiki|wikipedia|stackoverflow|stackexchange|\/blob\/|raw\.githubusercontent|github\.com\/[^/]+\/[^/]+|\/manual|\/guide|\/reference|\/blog|changelog|rfc|\.md\b|npmjs|pypi\.org|crates\.io|docs\.rs|pkg\.go\.dev|mdn|man7\.org|\b(?:w3|ietf|whatwg|tc39|ecma-international|unicode|iso|kernel|gnu|opengroup|apache|postgresql|sqlite|python|php|rust-lang|golang|nodejs|mozilla)\.(?:org|es|dev)\/.{2}|\/TR\/|\/specs?\b|\/tutorials?\b|\/articles?\/|\/faq|\/learn\b|\/kb\/|\/help\//i;

/** What is made for reading, by its ending: the last name of an address. */
const DOCUMENT = /\/[^/?#]+\.(?:html?|md|mdx|rst|txt|adoc|pdf)(?:[?#]|$)/i;

/** Commands that make text of a page. */
const PAGE_TO_TEXT = /(?:^|[\s;&|(])(?:lynx|w3m|links|elinks|html2text|readable)\s|<\[\^>\]|-f html\b/;

/** Commands that send, store or run what they get. */
const NOT_FOR_READING =
  /\s(?:-X\s*(?:POST|PUT|PATCH|DELETE)|-d\b|--data|-F\b|-o\b|-O\b|--output|-T\b|--upload)|\|\s*(?:sudo\s+)?(?:ba|z)?sh\b|\|\s*tar\b/;

/**
 * What a session looked up, one finding for each site, project on a server of projects, or question. `ownRepository` (owner/name) is the project's: what
 * is asked of it isn't outside. Empty where it isn't known.
 */
export function findLookups(
  session: SourceSession,
  steps: readonly Step[],
  ownRepository: string,
): Found[] {
  const lookups = new Map<string, { readonly subject: string; readonly steps: Step[] }>();
  for (const step of steps) {
    if (step.outcome !== "ok" && step.outcome !== "open") continue;
    const subject = subjectOf(step, ownRepository);
    if (subject === undefined) continue;
    const key = siteOf(subject) ?? subject.toLowerCase().replace(/\s+/g, " ");
    const known = lookups.get(key);
    if (known === undefined) lookups.set(key, { subject, steps: [step] });
    else known.steps.push(step);
  }
  return [...lookups].flatMap(([key, { subject, steps: [first, ...others] }]) =>
    first === undefined ? [] : found({
      kind: "external-lookup",
      summary: others.length === 0
        ? `Looked up outside: ${brief(subject, 160)}.`
        : `Looked up outside ${others.length + 1} times: ${
          brief(hostOf(subject) === undefined ? subject : key, 120)
        }.`,
      citations: citations(
        ...[first, ...others].slice(0, MAX_CITED).map(({ use }) => cite(session.id, use)),
        cite(session.id, first.result),
      ),
      weight: others.length >= 3 ? 3 : 2,
      subjects: [
        ...new Set(
          [first, ...others].slice(0, MAX_CITED).map((step) => subjectOf(step, ownRepository) ?? ""),
        ),
      ],
      position: first.position,
    })
  );
}

/** The address or question, or undefined where nothing outside was asked. */
function subjectOf({ tool, use, command }: Step, ownRepository: string): string | undefined {
  const { parameters } = use;
  const url = parameters["url"] ?? parameters["uri"];
  if (url !== undefined && isOwn(url, ownRepository)) return undefined;
  const query = parameters["query"] ?? parameters["libraryName"] ?? parameters["question"];
  if (tool === "WebFetch") return url === undefined || isLocal(url) ? undefined : url;
  if (tool === "WebSearch") return query ?? url;
  if (/^mcp__/.test(tool)) {
    if (url !== undefined && /fetch|brows|scrape|crawl|navigate|read|extract/i.test(tool)) {
      return isLocal(url) ? undefined : url;
    }
    const isOutside =
      /context7|\bexa|tavily|brave|perplexity|duckduckgo|google|deepwiki|web(?!hook)|docs|documentation|firecrawl|internet/i
        .test(tool);
    const asked = query ?? parameters["topic"] ?? parameters["context7CompatibleLibraryID"] ?? url;
    return isOutside && /search|fetch|get|query|ask|resolve|research|docs/i.test(tool) ? asked : undefined;
  }
  if (command === undefined) return undefined;
  const script = parameters["command"] ?? "";
  const repository = repositoryAsked(command.simple, ownRepository);
  if (repository !== undefined) return repository;
  if (!/(?:^|[\s;&|(])(?:curl|wget|lynx|w3m|links|elinks|http|https)\s/.test(script)) return undefined;
  if (NOT_FOR_READING.test(script)) return undefined;
  const address = /https?:\/\/[^\s"'`|;<>)]+/.exec(script)?.[0];
  if (address === undefined || isLocal(address) || isOwn(address, ownRepository)) return undefined;
  const isForReading = READING_MATTER.test(address) || DOCUMENT.test(address) || PAGE_TO_TEXT.test(script);
  return isForReading ? address : undefined;
}

/** What GitHub's or GitLab's program asks of another project: its name, or the words that are searched for. */
function repositoryAsked(
  simple: readonly (readonly string[])[],
  ownRepository: string,
): string | undefined {
  for (const [program = "", ...words] of simple) {
    if (program !== "gh" && program !== "glab") continue;
    const [topic = "", action = "", name = ""] = words.filter((word) => !word.startsWith("-"));
    if (CHANGES_SERVICE.test(action) || (topic === "api" && isWriting(words))) continue;
    // Whose pull requests and runs are looked at is the project, where it isn't known which that is.
    if (
      ownRepository === "" && (/^(?:pr|run|workflow)$/.test(topic) || /\/(?:pulls|actions)\b/.test(action))
    ) continue;
    const flag = words.findIndex((word) => /^(?:-R|--repo)$/.test(word));
    const named = (flag < 0 ? undefined : words[flag + 1]) ??
      words.map((word) => /^(?:-R|--repo)=(.+)$/.exec(word)?.[1]).find((value) => value !== undefined) ??
      (topic === "api" ? /^\/?repos\/([^/]+\/[^/?]+)/.exec(action)?.[1] : undefined) ??
      (topic === "repo" && /^[\w.-]+\/[\w.-]+$/.test(name) ? name : undefined);
    if (named === undefined && topic === "search") return [topic, action, name].join(" ");
    if (named !== undefined && named.toLowerCase() !== ownRepository.toLowerCase() && !named.includes("{")) {
      return named;
    }
  }
  return undefined;
}

/** What is more than a look. */
const CHANGES_SERVICE =
  /^(?:create|edit|close|merge|comment|delete|fork|clone|rename|review|reopen|set-default|sync)$/;

/** `gh api` sends a POST as soon as it is given fields, unless another method is named. */
function isWriting(words: readonly string[]): boolean {
  const method = words.map((word, index) =>
    /^(?:-X|--method)$/.test(word) ? words[index + 1] : /^(?:-X|--method=)(.+)$/.exec(word)?.[1]
  ).find((value) => value !== undefined);
  if (method !== undefined) return method.toUpperCase() !== "GET";
  return words.some((word) => /^(?:-[fF]|--(?:raw-)?field|--input)(?:=|$)/.test(word));
}

/** Whether an address is one of the project's own on a server of repositories: a page, the API, or a raw file. */
function isOwn(url: string, ownRepository: string): boolean {
  const path = /^https?:\/\/[^/]+\/(?:(?:api\/v\d\/)?repos\/)?([^/]+\/[^/?#]+)/i.exec(url)?.[1];
  return ownRepository !== "" &&
    path?.replace(/\.git$/, "").toLowerCase() === ownRepository.toLowerCase();
}

function hostOf(subject: string): string | undefined {
  return /^https?:\/\/([^/?#\s]+)/i.exec(subject)?.[1]?.toLowerCase().replace(/^www\./, "");
}

/** Where an address is: a host, or one project of those that hold many. */
function siteOf(subject: string): string | undefined {
  const host = hostOf(subject);
  const project =
    /^https?:\/\/(?:raw\.githubusercontent\.com|(?:www\.)?(?:github|gitlab)\.com)\/([^/?#\s]+\/[^/?#\s]+)/i
      .exec(subject)?.[1]?.toLowerCase().replace(/\.git$/, "");
  return project === undefined
    ? host
    : `${host?.replace("raw.githubusercontent.com", "github.com")}/${project}`;
}

function isLocal(url: string): boolean {
  const host = hostOf(url);
  return host === undefined ? /^file:/i.test(url) : LOCAL.test(host);
}
