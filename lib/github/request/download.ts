/** Fetches raw bytes from the hosts that GitHub hands files out from, without the token. */

import { type AttemptSettings, runAttempts } from "./attempts.ts";
import { redirectTarget } from "./guarded_fetch.ts";
import { failureError } from "./request_failure.ts";
import { readWholeBody } from "./whole_body.ts";

/** GitHub redirects a download once. */
const MAX_REDIRECTS = 5;

/** What a host says of a refusal is a page at most. */
const MAX_REASON_BYTES = 1_000_000;

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
  let url = URL.parse(request.url);
  if (url === null) throw failureError("redirect", "its address is no address");
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
    if (target === undefined) return await readWhole(response, request, signal);
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
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (response.status !== 200) {
    const reason = await readWholeBody(response, MAX_REASON_BYTES, signal);
    const data = new TextDecoder().decode(reason).slice(0, 500);
    const headers = Object.fromEntries(response.headers);
    throw Object.assign(new Error(data || "no reason given"), {
      response: { status: response.status, headers },
    });
  }
  const bytes = await readWholeBody(response, maximumBytes, signal);
  if (exactBytes !== undefined && bytes.length !== exactBytes) {
    throw failureError("malformed", `${bytes.length} bytes came instead of ${exactBytes}`);
  }
  return bytes;
}
