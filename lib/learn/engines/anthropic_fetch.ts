/** How the provider is reached: its address, and waits that stay within bounds. */

import { UserError } from "../../user_error.ts";

/**
 * The address without a slash at its end.
 * @throws {UserError} when it is no http or https address.
 */
export function checkedBaseUrl(address: string): string {
  const url = URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new UserError(
      "ANTHROPIC_BASE_URL is not an http or https address; correct it, or unset it for the provider's own.",
    );
  }
  return address.replace(/\/+$/, "");
}

/**
 * `fetch` that has the provider's client not wait longer than we want to, and tells of failures for which it asks again
 * (at most `retries` times), in words that go on after the provider's name.
 */
export function boundedFetch(
  maxWaitMilliseconds: number,
  retries: number,
  onRetry: (failure: string) => void,
): typeof fetch {
  return async (input, init) => {
    // The client's own count of the tries before this one.
    const sent = init !== undefined && "headers" in init ? init.headers : undefined;
    const tries = Number(sent instanceof Headers ? sent.get("x-stainless-retry-count") : 0);
    const tell = (failure: string) => {
      if (tries < retries) onRetry(failure);
    };
    const response = await fetch(input, init).catch((error) => {
      if (init?.signal?.aborted !== true) tell("can't be reached");
      throw error;
    });
    if (response.status !== 429 && response.status < 500) return response;
    if (askedWait(response.headers) > maxWaitMilliseconds) {
      const headers = new Headers(response.headers);
      headers.set("x-should-retry", "false");
      return new Response(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers,
      });
    }
    tell(`answered ${response.status}`);
    return response;
  };
}

/** Milliseconds that a provider wants us to wait; NaN where it says nothing. */
function askedWait(headers: Headers): number {
  const milliseconds = headers.get("retry-after-ms");
  if (milliseconds !== null) return Number(milliseconds);
  const wait = headers.get("retry-after");
  if (wait === null) return NaN;
  return Number.isNaN(Number(wait)) ? Date.parse(wait) - Date.now() : Number(wait) * 1_000;
}

/** Waits, or throws the signal's reason. */
export async function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
