/**
 * The model emulator: `@copilotkit/aimock` speaks the provider's protocol; the front before it chooses the scripted
 * reply, records requests, and adds what aimock lacks: token counts, credentials, cache usage, refused models and prompts,
 * answers that never come.
 */

import { estimateTokens } from "../../../lib/preprocess/tokens/tokens.ts";
import { startRelay } from "../github_emulator/relay.ts";
import { type Connection, ended } from "./event_stream.ts";
import {
  type MessagesRequest,
  messagesRequestSchema,
  promptBlocks,
  readInstructions,
} from "./messages_request.ts";
import { createPromptCache } from "./prompt_cache.ts";
import { badRequest } from "./replies.ts";
import { chooseReply } from "./scripts.ts";
import { startSpeaker } from "./speaker.ts";
import type {
  ModelEmulator,
  ModelEmulatorOptions,
  ModelScript,
  RecordedRequest,
  StatusAnswer,
} from "./types.ts";

const DEFAULT_CONTEXT_TOKENS = 200_000;
const KNOWN_MODELS = ["claude-haiku-4-5", "claude-opus-4-5"];

/** Starts an emulator. A question that no script answers is refused with 501. */
export async function startModelEmulator(options: ModelEmulatorOptions = {}): Promise<ModelEmulator> {
  const closing = new AbortController();
  let serverPort = 0;
  const relay = startRelay(() => serverPort);
  const instructions = await readInstructions();
  const scripts: ModelScript[] = [];
  const script = (...added: readonly ModelScript[]) => {
    for (const { when } of added) {
      if (when?.agent === undefined || instructions.has(when.agent)) continue;
      throw new Error(`the agent ${when.agent} has no instructions yet: nothing of it can be recognised`);
    }
    scripts.unshift(...added);
  };
  script(...options.scripts ?? []);
  const turns = new Map<ModelScript, number>();
  const requests: RecordedRequest[] = [];
  const atOnce = { now: 0, most: 0 };
  const cache = createPromptCache();
  const apiKey = ["sk", "ant", "api03", crypto.randomUUID().replaceAll("-", "").repeat(2)].join("-");
  const contextTokens = options.contextTokens ?? DEFAULT_CONTEXT_TOKENS;

  const speaker = await startSpeaker();

  const isModel = (name: string) => options.models?.includes(name) ?? name.startsWith("claude-");

  /** Answers with a status, which the record gets too. */
  const handle = async (request: Request, peerPort: number): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const raw = await request.text();
    const body = parseJson(raw);
    const parsed = messagesRequestSchema.safeParse(body);
    const blocks = parsed.success ? promptBlocks(parsed.data) : { system: [], messages: [] };
    const system = blocks.system.map(({ text }) => text).join("\n");
    const agents = [...instructions].filter(([, text]) => text !== "" && system.includes(text));
    const record: RecordedRequest & { status: number | undefined } = {
      method: request.method,
      path: pathname + search,
      headers: harmlessHeaders(request.headers),
      credential: credentialOf(request.headers, apiKey),
      body,
      system,
      prompt: blocks.messages.map(({ text }) => text).join("\n"),
      model: parsed.data?.model,
      agent: agents[0]?.[0],
      status: undefined,
    };
    requests.push(record);
    const question = parsed.success ? parsed.data : parsed.error.message;
    const response = await answer(request.method, pathname, record, question, {
      end: () => AbortSignal.any([relay.gone(peerPort), closing.signal]),
      cut: () => relay.cut(peerPort),
    });
    record.status = response.status;
    return response;
  };

  const answer = async (
    method: string,
    path: string,
    record: RecordedRequest,
    question: MessagesRequest | string,
    connection: Connection,
  ): Promise<Response> => {
    if (method === "HEAD") return new Response(null);
    if (record.credential?.valid !== true) {
      return statusResponse({
        kind: "status",
        status: 401,
        type: "authentication_error",
        message: record.credential === undefined ? "x-api-key header is required" : "invalid x-api-key",
      });
    }
    if (method === "GET" && path.startsWith("/v1/models")) {
      return modelsResponse(path, options.models ?? KNOWN_MODELS, isModel);
    }
    const endpoint = path === "/v1/messages" ? "messages" : "count_tokens";
    if (method !== "POST" || !["/v1/messages", "/v1/messages/count_tokens"].includes(path)) {
      return notFound(`${method} ${path}`);
    }
    if (typeof question === "string") return statusResponse(badRequest(question));
    if (!isModel(question.model)) return notFound(`model: ${question.model}`);
    if (endpoint === "messages" && question.max_tokens === undefined) {
      return statusResponse(badRequest("max_tokens: Field required"));
    }
    const { system, messages } = promptBlocks(question);
    const tokens = estimateTokens([...system, ...messages].map(({ text }) => text).join("\n"));
    const reply = chooseReply(scripts, turns, record, endpoint);
    if (reply?.kind === "hang") {
      await ended(connection.end());
      return new Response(null, { status: 499 });
    }
    if (reply?.kind === "status") return statusResponse(reply);
    if (endpoint === "count_tokens") return Response.json({ input_tokens: tokens });
    if (tokens > contextTokens) {
      return statusResponse(badRequest(`prompt is too long: ${tokens} tokens > ${contextTokens} maximum`));
    }
    if (reply === undefined) {
      const message = `No script answers this question to ${question.model}: ${record.system.slice(0, 80)}`;
      return statusResponse({ kind: "status", status: 501, type: "api_error", message });
    }
    const { tokens: input, remember } = cache(question.model, [...system, ...messages]);
    const output = { output_tokens: estimateTokens(reply.text) };
    const usage = {
      start: { ...input, output_tokens: 1, ...reply.usage },
      end: { ...output, ...reply.usage },
    };
    const response = await speaker.say(question, reply, usage, connection);
    remember();
    return response;
  };

  const stopping = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: stopping.signal, onListen: () => {} },
    async (request, { remoteAddr }) => {
      const isQuestion = request.method === "POST" && new URL(request.url).pathname === "/v1/messages";
      if (!isQuestion) return await handle(request, remoteAddr.port);
      atOnce.now++;
      atOnce.most = Math.max(atOnce.most, atOnce.now);
      try {
        return await handle(request, remoteAddr.port);
      } finally {
        atOnce.now--;
      }
    },
  );

  serverPort = server.addr.port;

  const close = async () => {
    closing.abort();
    relay.close();
    // Not a graceful shutdown: on Deno 2.7 that may wait for ever for a request that hung.
    stopping.abort();
    await server.finished;
    await speaker.close();
  };
  return {
    baseUrl: `http://127.0.0.1:${relay.port}`,
    apiKey,
    requests,
    get questions() {
      return requests.filter(({ method, path }) => method === "POST" && /^\/v1\/messages(\?|$)/.test(path));
    },
    atOnce,
    script,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function statusResponse({ status, type, message, headers, body }: StatusAnswer): Response {
  if (body !== undefined) {
    return new Response(body, { status, headers: { ...headers, "content-type": "text/html" } });
  }
  return Response.json({ type: "error", error: { type, message } }, { status, ...(headers && { headers }) });
}

function notFound(message: string): Response {
  return statusResponse({ kind: "status", status: 404, type: "not_found_error", message });
}

/** `GET /v1/models` and `GET /v1/models/{id}`, in the provider's form (aimock has another's). */
function modelsResponse(
  path: string,
  names: readonly string[],
  isModel: (name: string) => boolean,
): Response {
  const describe = (id: string) => ({
    type: "model",
    id,
    display_name: id,
    created_at: "2025-11-24T00:00:00Z",
  });
  const [, , , wanted] = path.split("/");
  if (wanted !== undefined) {
    return isModel(wanted) ? Response.json(describe(wanted)) : notFound(`model: ${wanted}`);
  }
  const data = names.map(describe);
  return Response.json({ data, has_more: false, first_id: names[0] ?? null, last_id: names.at(-1) ?? null });
}

function harmlessHeaders(headers: Headers): Record<string, string> {
  const secret = ["authorization", "cookie", "proxy-authorization", "x-api-key"];
  return Object.fromEntries([...headers].filter(([name]) => !secret.includes(name)));
}

function credentialOf(headers: Headers, apiKey: string): RecordedRequest["credential"] {
  const key = headers.get("x-api-key");
  if (key !== null) return { header: "x-api-key", valid: key === apiKey };
  const authorization = headers.get("authorization");
  if (authorization === null) return undefined;
  return { header: "authorization", valid: authorization === `Bearer ${apiKey}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
