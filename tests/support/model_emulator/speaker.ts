/**
 * Messages in the provider's words: aimock's handler of the Messages API behind an HTTP server of its own. (aimock's
 * whole server starts a timer that it never stops.)
 */

import { type Fixture, handleMessages, Journal, Logger } from "@copilotkit/aimock";
import { createServer } from "node:http";
import { type Connection, rewriteEvents, type StreamUsage } from "./event_stream.ts";
import { answerTool, type MessagesRequest } from "./messages_request.ts";
import type { MessageAnswer } from "./types.ts";

/** Characters of an answer's text in one event. */
const EVENT_CHARACTERS = 40;
const CONTEXT_HEADER = "x-aimock-context";

/** Says scripted messages. */
export interface Speaker {
  /** The response to a question. */
  say(
    question: MessagesRequest,
    reply: MessageAnswer,
    usage: StreamUsage,
    connection: Connection,
  ): Promise<Response>;
  close(): Promise<void>;
}

/** Starts a speaker on a free port of 127.0.0.1. */
export async function startSpeaker(): Promise<Speaker> {
  const fixtures = new Map<string, Fixture>();
  const defaults = {
    latency: 0,
    chunkSize: EVENT_CHARACTERS,
    replaySpeed: 1,
    logger: new Logger("silent"),
    strict: false,
  };
  const server = createServer(async (request, response) => {
    let raw = "";
    for await (const chunk of request.setEncoding("utf8")) raw += chunk;
    const fixture = fixtures.get(String(request.headers[CONTEXT_HEADER]));
    await handleMessages(request, response, raw, fixture ? [fixture] : [], new Journal(), defaults, () => {});
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    async say(question, reply, usage, connection) {
      const id = crypto.randomUUID();
      fixtures.set(id, fixtureOf(question, reply, id));
      const answer = await fetch(`http://127.0.0.1:${port}/v1/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", [CONTEXT_HEADER]: id },
        body: JSON.stringify(question),
      });
      fixtures.delete(id);
      const headers = { "request-id": `req_${id}` };
      if (!answer.ok) throw new Error(`aimock answered ${answer.status}: ${await answer.text()}`);
      if (question.stream !== true || answer.body === null) {
        const message = await answer.json();
        return Response.json({ ...message, usage: { ...usage.start, ...usage.end } }, { headers });
      }
      return new Response(rewriteEvents(answer.body, usage, reply, connection), {
        headers: { ...headers, "content-type": "text/event-stream; charset=utf-8" },
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fixtureOf(question: MessagesRequest, reply: MessageAnswer, context: string): Fixture {
  const tool = answerTool(question);
  const finishReason = reply.stopReason ?? (tool === undefined ? "end_turn" : "tool_use");
  const named = reply.model === undefined ? {} : { model: reply.model };
  return {
    match: { context },
    response: tool === undefined || reply.text === ""
      ? { content: reply.text, finishReason, ...named }
      : { toolCalls: [{ name: tool, arguments: reply.text }], finishReason, ...named },
  };
}
