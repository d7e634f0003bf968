/** Fetches raw bytes from the hosts that GitHub hands files out from, without the token. */

import { type AttemptSettings, runAttempts } from "./attempts.ts";
import { redirectTarget } from "./guarded_fetch.ts";
import { failureError } from "./request_failure.ts";

const MAX_REDIRECTS = 5;

export interface DownloadRequest {
  readonly url: string;
  /** In the infinitive, for errors: `read session.jsonl of the gist 1234`. */
  readonly purpose: string;
  /** More is an error, found before it is in memory. */
  readonly maximumBytes: number;
  /** How many it must be, where that is known: less was cut on the way. */
  readonly exactBytes?: number;
  /** Which addresses may be fetched: the one given and each that it redirects to. */
  readonly allows: (url: URL) => boolean;
}

export interface DownloadSettings extends AttemptSettings {
  readonly userAgent: string;
  /** The token goes to this origin and to no other. */
  readonly apiOrigin: string;
  readonly token: string | undefined;
}

/** Downloads whole, or throws what `describeFailure` reads. */
export async function downloadBytes(
  request: DownloadRequest,
  settings: DownloadSettings,
): Promise<Uint8Array> {
  const sent = { method: "GET", url: request.url, writes: false };
  return await runAttempts(settings, sent, (signal) => downloadOnce(request, settings, signal));
}

async function downloadOnce(
  request: DownloadRequest,
  settings: DownloadSettings,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let url = new URL(request.url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (!request.allows(url)) {
      throw failureError(
        "redirect",
        `${
          url.origin === "null" ? url.protocol : url.origin
        } is not a host that this GitHub server hands files out from`,
      );
    }
    const response = await fetch(url, { headers: headersFor(url, settings), redirect: "manual", signal });
    const target = redirectTarget(response, url);
    if (target === undefined) return await readWhole(response, request);
    await response.body?.cancel();
    url = target;
  }
  throw failureError("redirect", `${url.origin} redirected more than ${MAX_REDIRECTS} times`);
}

function headersFor(url: URL, settings: DownloadSettings): Record<string, string> {
  const authorization = settings.token !== undefined && url.origin === settings.apiOrigin
    ? { authorization: `token ${settings.token}` }
    : {};
  return { "user-agent": settings.userAgent, ...authorization };
}

async function readWhole(
  response: Response,
  { maximumBytes, exactBytes }: DownloadRequest,
): Promise<Uint8Array> {
  if (response.status !== 200) {
    const data = (await response.text()).slice(0, 500);
    const headers = Object.fromEntries(response.headers);
    throw Object.assign(new Error(data || "no reason given"), {
      response: { status: response.status, headers },
    });
  }
  const announced = Number(response.headers.get("content-length") ?? 0);
  if (announced > maximumBytes) {
    await response.body?.cancel();
    throw failureError("too-large", `it is larger than ${maximumBytes} bytes`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the body.
    if (size > maximumBytes) throw failureError("too-large", `it is larger than ${maximumBytes} bytes`);
    chunks.push(chunk);
  }
  if (exactBytes !== undefined && size !== exactBytes) {
    throw failureError("malformed", `${size} bytes came instead of ${exactBytes}`);
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
