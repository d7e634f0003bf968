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
    if (timestamp === undefined || time === undefined) return undefined;
    if (!always && Math.abs(time - this.#shown) < QUIET_MILLISECONDS) return undefined;
    this.#shown = time;
    const day = timestamp.slice(0, 10);
    const shown = day === this.#day ? timestamp.slice(11, 19) : `${timestamp.slice(0, 19)}Z`;
    this.#day = day;
    return shown;
  }
}

/** Whether a text is a timestamp as every client version writes it: `2026-02-09T18:13:53.595Z`. */
export function isLogTimestamp(text: string): boolean {
  if (text.length !== FORM.length) return false;
  for (let at = 0; at < FORM.length; at++) {
    const code = text.charCodeAt(at);
    const mark = FORM.charCodeAt(at);
    if (mark === DIGIT_MARK ? code < 0x30 || code > 0x39 : code !== mark) return false;
  }
  const month = numberAt(text, 5, 2);
  const day = numberAt(text, 8, 2);
  return month > 0 && month <= 12 && day > 0 && day <= 31 && numberAt(text, 11, 2) < 24 &&
    numberAt(text, 14, 2) < 60 && numberAt(text, 17, 2) < 60;
}

/** The timestamp that was read last: most are asked for more than once. */
let lastTimestamp: string | undefined;
let lastMilliseconds: number | undefined;

/**
 * Milliseconds since 1970 of a log's timestamp, or undefined where it is none. Every line has one: `Date.parse` takes
 * ten times as long as reading the digits.
 */
export function millisecondsOf(timestamp: string | undefined): number | undefined {
  if (timestamp === lastTimestamp) return lastMilliseconds;
  lastTimestamp = timestamp;
  lastMilliseconds = timestamp === undefined || !isLogTimestamp(timestamp) ? undefined : Date.UTC(
    numberAt(timestamp, 0, 4),
    numberAt(timestamp, 5, 2) - 1,
    numberAt(timestamp, 8, 2),
    numberAt(timestamp, 11, 2),
    numberAt(timestamp, 14, 2),
    numberAt(timestamp, 17, 2),
    numberAt(timestamp, 20, 3),
  );
  return lastMilliseconds;
}

/** The number that the digits from here on are. */
function numberAt(text: string, start: number, digits: number): number {
  let value = 0;
  for (let at = start; at < start + digits; at++) value = value * 10 + text.charCodeAt(at) - 0x30;
  return value;
}

const FORM = "0000-00-00T00:00:00.000Z";
const DIGIT_MARK = 0x30;

/** How long something took, in seconds as `12s`, or undefined below two seconds or where it is unknown. */
export function duration(from: string | undefined, to: string | undefined): string | undefined {
  const start = millisecondsOf(from);
  const end = millisecondsOf(to);
  if (start === undefined || end === undefined || end - start < 2000) return undefined;
  return `${Math.round((end - start) / 1000)}s`;
}
