/** Ctrl-C, a terminal that is closed, and the request to end: a run stops, removes what is half done, and says what is kept. */

import { UserError } from "../user_error.ts";

/** Exit status after an interruption, as shells report it: 128 + the signal's number. */
const INTERRUPTED_STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** What is said unless a command knows better. */
export const INTERRUPTED = "Interrupted; what was finished is kept, run the same command again to go on.";

export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit status, once interrupted. */
  status(): number | undefined;
  stop(): void;
}

/** Listens for signals until `stop` is called. The second signal ends the process at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  const listeners = signalsToHear().map((name) => {
    const interrupt = () => {
      // The second Ctrl-C doesn't wait for anything.
      if (status !== undefined) Deno.exit(status);
      status = INTERRUPTED_STATUS[name];
      controller.abort(new UserError(INTERRUPTED));
    };
    Deno.addSignalListener(name, interrupt);
    return { name, interrupt };
  });
  return {
    signal: controller.signal,
    status: () => status,
    stop: () => listeners.forEach(({ name, interrupt }) => Deno.removeSignalListener(name, interrupt)),
  };
}

function signalsToHear(): (keyof typeof INTERRUPTED_STATUS)[] {
  return Deno.build.os === "windows" ? ["SIGINT"] : ["SIGHUP", "SIGINT", "SIGTERM"];
}
