/** One request from end to end: journal, faults, who asks, the answer, GitHub's headers. */

import { createHash } from "node:crypto";
import { identify, type Tokens, type Viewer } from "./access.ts";
import { type Answer, Refusal, refusal } from "./answers.ts";
import { applyToBody, FaultCut, hang, meetFault } from "./fault_effects.ts";
import type { Faults } from "./faults.ts";
import { type Journal, noteAnswer, noteCut, noteFault } from "./journal.ts";
import type { Relay } from "./relay.ts";
import type { Call, RouteMatch } from "./router.ts";
import type { World } from "./state.ts";

/** What a front is made of. */
export interface FrontParts {
  readonly server: "api" | "web";
  readonly world: World;
  readonly tokens: Tokens;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly findRoute: (method: string, path: string) => RouteMatch | undefined;
  /** Answers what no route answers. */
  readonly otherwise: (request: OtherRequest) => Promise<Answer>;
  /** Aborted when the emulator is closed. */
  readonly closing: AbortSignal;
  readonly relay: () => Relay;
}

/** A request that no route answers. */
export interface OtherRequest {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly viewer: Viewer | undefined;
}

/** Gives the handler for `Deno.serve`. */
export function createFront(
  parts: FrontParts,
): (request: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>) => Promise<Response> {
  const prefix = new URL(parts.server === "api" ? parts.world.apiUrl : parts.world.serverUrl);
  return async (request, info) => {
    const url = publicUrl(request, prefix);
    const path = withoutPrefix(url.pathname, prefix.pathname);
    const body = await request.bytes();
    const { method, headers } = request;
    const entry = parts.journal.open({ server: parts.server, method, path, url, headers, body });
    const peerPort = info.remoteAddr.port;
    const cut = () => {
      noteCut(entry);
      parts.relay().cut(peerPort);
      return new Response(null); // nobody is there to read it
    };

    const fault = parts.faults.next({ ...entry });
    if (fault !== undefined) noteFault(entry, fault);
    try {
      await pause(parts.world.settings.latencyMilliseconds, parts.closing);
      const ended = AbortSignal.any([parts.closing, parts.relay().gone(peerPort)]);
      const replacement = await meetFault(fault, ended);
      const answer = replacement ?? await answerOf(parts, { request, url, path, body });
      const response = finish(parts.world, answer, request, path, identifyQuietly(parts.tokens, headers));
      noteAnswer(entry, response);
      if (fault?.kind === "meanwhile") await fault.after?.();
      if (fault?.kind === "reset-after-acting") return cut();
      if (fault?.kind === "hang-after-acting") await hang(ended);
      if (fault?.kind === "cut-body") parts.relay().cutAfterBody(peerPort, fault.afterBytes);
      return applyToBody(fault, response, parts.closing);
    } catch (thrown) {
      if (thrown instanceof FaultCut) return cut();
      throw thrown;
    }
  };
}

async function answerOf(
  parts: FrontParts,
  { request, url, path, body }: { request: Request; url: URL; path: string; body: Uint8Array },
): Promise<Answer> {
  const { method, headers } = request;
  try {
    const viewer = parts.server === "web" ? undefined : identify(parts.tokens, headers.get("authorization"));
    if (parts.server === "api") checkRate(parts.world, viewer);
    if (body.length > parts.world.settings.requestBytes) throw refusal(413, "Request Entity Too Large");
    const match = parts.findRoute(method === "HEAD" ? "GET" : method, path);
    if (match === undefined) {
      return await parts.otherwise({ method, path, search: url.search, headers, body, viewer });
    }
    const call: Call = {
      method,
      parameters: match.parameters,
      query: url.searchParams,
      headers,
      body: parseJson(body),
      url,
      viewer,
    };
    return await match.route.handler(call);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.answer;
    const message = `The emulator failed: ${thrown instanceof Error ? thrown.stack : thrown}`;
    return { status: 500, json: { message } };
  }
}

function checkRate(world: World, viewer: Viewer | undefined): void {
  const { settings } = world;
  if (viewer === undefined && !settings.anonymousReads) throw refusal(401, "Requires authentication");
  if (settings.rateLimitRemaining <= 0) {
    throw refusal(
      403,
      "API rate limit exceeded for user ID 1. If you reach out to GitHub Support for help, please include the request ID.",
    );
  }
  settings.rateLimitRemaining--;
}

/** A finished answer: bytes, and the headers that GitHub sends with each. */
interface Finished {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

function finish(
  world: World,
  answer: Answer,
  request: Request,
  path: string,
  viewer: Viewer | undefined,
): Finished {
  const headers = new Headers(answer.headers);
  const body = bytesOf(answer, headers);
  headers.set("x-github-request-id", requestId());
  headers.set("x-ratelimit-limit", viewer === undefined ? "60" : "5000");
  setIfMissing(headers, "x-ratelimit-remaining", String(Math.max(0, world.settings.rateLimitRemaining)));
  setIfMissing(headers, "x-ratelimit-used", String(Math.max(0, 5000 - world.settings.rateLimitRemaining)));
  setIfMissing(headers, "x-ratelimit-reset", String(Math.ceil(Date.now() / 1000) + 3600));
  setIfMissing(headers, "x-ratelimit-resource", path === "/graphql" ? "graphql" : "core");
  setIfMissing(
    headers,
    "x-github-api-version-selected",
    request.headers.get("x-github-api-version") ?? "2022-11-28",
  );
  setIfMissing(headers, "x-github-media-type", "github.v3; format=json");
  if (viewer?.kind === "classic") { // other kinds of tokens have no scopes
    headers.set("x-oauth-scopes", viewer.scopes.join(", "));
    setIfMissing(headers, "x-accepted-oauth-scopes", "");
  }
  return conditional(request, { status: answer.status, headers, body });
}

/** 304 to who has the newest version already. */
function conditional(request: Request, finished: Finished): Finished {
  if (request.method !== "GET" || finished.status !== 200) return finished;
  const etag = `W/"${createHash("sha256").update(finished.body).digest("hex")}"`;
  setIfMissing(finished.headers, "etag", etag);
  if (request.headers.get("if-none-match") !== etag) return finished;
  finished.headers.delete("content-type");
  return { ...finished, status: 304, body: new Uint8Array() };
}

function bytesOf(answer: Answer, headers: Headers): Uint8Array {
  if (answer.bytes !== undefined) return answer.bytes;
  if (answer.text !== undefined) return new TextEncoder().encode(answer.text);
  if (answer.json === undefined) return new Uint8Array();
  setIfMissing(headers, "content-type", "application/json; charset=utf-8");
  return new TextEncoder().encode(JSON.stringify(answer.json));
}

function setIfMissing(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}

/** As GitHub's look: `A1B2:3C4D:…`. */
function requestId(): string {
  return crypto.randomUUID().toUpperCase().replaceAll("-", ":");
}

/** Before the relay, the address that the client used. */
function publicUrl(request: Request, prefix: URL): URL {
  const url = new URL(request.url);
  return new URL(url.pathname + url.search, prefix.origin);
}

/** The path below the API's address; of an enterprise server other paths are left as they are, and lead nowhere. */
function withoutPrefix(path: string, prefix: string): string {
  if (prefix === "/") return path;
  if (path === "/api/graphql") return "/graphql";
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : `/not-the-api${path}`;
}

function identifyQuietly(tokens: Tokens, headers: Headers): Viewer | undefined {
  try {
    return identify(tokens, headers.get("authorization"));
  } catch {
    return undefined;
  }
}

function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw refusal(400, "Problems parsing JSON");
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
