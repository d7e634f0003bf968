/** Bodies of answers, read whole as long as they have an end. */

import { failureError } from "./request_failure.ts";

/**
 * Reads a body into memory.
 *
 * @param signal of the request: where it is aborted, that is what is thrown.
 * @throws what `describeFailure` reads, if there are more bytes than allowed or the connection was lost.
 */
export async function readWholeBody(
  response: Response,
  maximumBytes: number,
  signal?: AbortSignal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => failureError("too-large", `it is larger than ${maximumBytes} bytes`);
  if (Number(response.headers.get("content-length") ?? 0) > maximumBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      // Leaving the loop cancels the body.
      if (size > maximumBytes) break;
      chunks.push(chunk);
    }
  } catch {
    signal?.throwIfAborted();
    throw failureError("malformed", "the answer was cut off");
  }
  if (size > maximumBytes) throw tooLarge();
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
