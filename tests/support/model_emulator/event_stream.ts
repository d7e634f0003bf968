/** Server-sent events on their way to the client: usage as the provider gives it, and streams that break off. */

import type { MessageAnswer } from "./types.ts";

/** The client's connection. */
export interface Connection {
  /** Cuts it. */
  cut(): void;
  /** Aborted when the client has gone, or the emulator is closed. */
  end(): AbortSignal;
}

/** Waits until a signal is aborted. */
export async function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

const CUT_DELAY_MILLISECONDS = 20;

export interface StreamUsage {
  /** For `message_start`. */
  readonly start: Readonly<Record<string, number>>;
  /** For `message_delta`, the last but one event. */
  readonly end: Readonly<Record<string, number>>;
}

/** Rewrites a stream of events: the usage, a ping after the first event, and where it is cut or fails. */
export function rewriteEvents(
  body: ReadableStream<Uint8Array>,
  usage: StreamUsage,
  answer: MessageAnswer,
  connection: Connection,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const events = eventsOf(body);
  let sent = 0;
  // A generator that has not begun would leave the body as it is.
  const stop = async () => void (sent === 0 ? await body.cancel() : await events.return(undefined));
  return new ReadableStream({
    async pull(controller) {
      if (answer.cut?.afterEvents === sent) {
        await stop();
        if (answer.cut.how === "reset") {
          // Cut at once, a client would not see the events before.
          await new Promise((resolve) => setTimeout(resolve, CUT_DELAY_MILLISECONDS));
          connection.cut();
        } else if (answer.cut.how === "stall") {
          await ended(connection.end());
        }
        controller.close();
        return;
      }
      if (answer.errorEvent?.afterEvents === sent) {
        await stop();
        const { type, message } = answer.errorEvent;
        const data = JSON.stringify({ type: "error", error: { type, message } });
        controller.enqueue(encoder.encode(`event: error\ndata: ${data}\n\n`));
        controller.close();
        return;
      }
      const next = await events.next();
      if (next.done) return controller.close();
      const ping = sent === 0 ? `event: ping\ndata: {"type":"ping"}\n\n` : "";
      controller.enqueue(encoder.encode(withUsage(next.value, usage) + ping));
      sent++;
    },
    async cancel() {
      await stop();
    },
  });
}

/** The events of a stream, each with its empty line. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const pieces = (rest + text).split("\n\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) yield `${piece}\n\n`;
  }
}

function withUsage(event: string, usage: StreamUsage): string {
  const [, data] = /^data: (.*)$/m.exec(event) ?? [];
  if (data === undefined) return event;
  const value = JSON.parse(data);
  if (value.type === "message_start") value.message.usage = { ...value.message.usage, ...usage.start };
  else if (value.type === "message_delta") value.usage = { ...value.usage, ...usage.end };
  else return event;
  return `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;
}
