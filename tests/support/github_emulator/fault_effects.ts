/** What a fault does to a request and to its answer. */

import type { Answer } from "./answers.ts";
import type { Fault } from "./fault_types.ts";

/** Thrown where the connection is to be cut in place of an answer. */
export class FaultCut extends Error {
  override readonly name = "FaultCut";
}

/**
 * What happens before a request is carried out: a pause, another answer, or (thrown) no answer.
 * Undefined: it is carried out as usual.
 */
export async function meetFault(fault: Fault | undefined, signal: AbortSignal): Promise<Answer | undefined> {
  switch (fault?.kind) {
    case "delay":
      await sleep(fault.milliseconds, signal);
      return undefined;
    case "reset-before-answer":
      throw new FaultCut();
    case "hang":
      return await hang(signal);
    case "status":
      return statusAnswer(fault);
    case "meanwhile":
      await fault.before?.();
      return undefined;
    default:
      return undefined;
  }
}

/** No answer until the signal is aborted, and then none either. */
export async function hang(signal: AbortSignal): Promise<never> {
  await sleep(undefined, signal);
  throw new FaultCut();
}

/** The response, with what the fault does to its body. */
export function applyToBody(
  fault: Fault | undefined,
  answer: { readonly status: number; readonly headers: Headers; readonly body: Uint8Array },
  signal: AbortSignal,
): Response {
  const { status, headers } = answer;
  const bodiless = status === 204 || status === 304;
  if (bodiless) return new Response(null, { status, headers });
  if (fault?.kind === "malformed-json") {
    return new Response(Uint8Array.from(answer.body.subarray(0, answer.body.length / 2)), {
      status,
      headers,
    });
  }
  if (fault?.kind === "slow-body") {
    return new Response(slowly(answer.body, fault.bytesAtOnce, fault.pauseMilliseconds, signal), {
      status,
      headers,
    });
  }
  return new Response(Uint8Array.from(answer.body), { status, headers });
}

function statusAnswer(fault: Fault & { readonly kind: "status" }): Answer {
  const { status, headers = {}, body } = fault;
  if (typeof body === "string") return { status, headers, text: body };
  return { status, headers, json: body ?? { message: `Injected fault: ${status}` } };
}

function slowly(
  bytes: Uint8Array,
  bytesAtOnce: number,
  pauseMilliseconds: number,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0) await sleep(pauseMilliseconds, signal);
      if (sent >= bytes.length || signal.aborted) return controller.close();
      controller.enqueue(Uint8Array.from(bytes.subarray(sent, sent + bytesAtOnce)));
      sent += bytesAtOnce;
    },
  });
}

/** Waits; without a time until the signal only. */
function sleep(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
