/** Times on events: enough to see pauses and durations, without a 24-character timestamp on each. */

/** An event closer than this to the last one that showed its time shows none. */
const QUIET_MILLISECONDS = 30_000;

/** Shows the time of an event as `HH:MM:SS` (UTC), with the date where it differs from the last one shown. */
export class EventClock {
  #shown = Number.NEGATIVE_INFINITY;
  #day = "";

  /**
   * The time to show, or undefined: too close to the last one shown, or no valid timestamp.
   *
   * @param timestamp ISO 8601 with `Z`, as logs have it.
   * @param always shows the time also where it is close to the last one.
   */
  show(timestamp: string | undefined, always = false): string | undefined {
    const time = millisecondsOf(timestamp);
    if (time === undefined) return undefined;
    if (!always && Math.abs(time - this.#shown) < QUIET_MILLISECONDS) return undefined;
    this.#shown = time;
    const iso = new Date(time).toISOString();
    const day = iso.slice(0, 10);
    const shown = day === this.#day ? iso.slice(11, 19) : `${iso.slice(0, 19)}Z`;
    this.#day = day;
    return shown;
  }
}

/** Whether a text is a timestamp as every client version writes it: `2026-02-09T18:13:53.595Z`. */
export function isLogTimestamp(text: string): boolean {
  return text.length === 24 && text.charCodeAt(23) === 0x5a && text.charCodeAt(10) === 0x54 &&
    !Number.isNaN(Date.parse(text));
}

/** Milliseconds since 1970 of a log's timestamp, or undefined where it is none. */
export function millisecondsOf(timestamp: string | undefined): number | undefined {
  return timestamp === undefined || !isLogTimestamp(timestamp) ? undefined : Date.parse(timestamp);
}

/** How long something took, in seconds as `12s`, or undefined below two seconds or where it is unknown. */
export function duration(from: string | undefined, to: string | undefined): string | undefined {
  const start = millisecondsOf(from);
  const end = millisecondsOf(to);
  if (start === undefined || end === undefined || end - start < 2000) return undefined;
  return `${Math.round((end - start) / 1000)}s`;
}
