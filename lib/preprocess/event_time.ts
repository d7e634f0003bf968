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
  return millisecondsOf(text) !== undefined;
}

/**
 * Milliseconds since 1970 of a log's timestamp, or undefined where it is none. Every line has one: `Date.parse` takes
 * ten times as long as reading the digits.
 */
export function millisecondsOf(timestamp: string | undefined): number | undefined {
  if (timestamp === undefined || timestamp.length !== 24) return undefined;
  for (let at = 0; at < 24; at++) {
    const code = timestamp.charCodeAt(at);
    const mark = FORM.charCodeAt(at);
    if (mark === DIGIT_MARK ? code < 0x30 || code > 0x39 : code !== mark) return undefined;
  }
  const number = (start: number, end: number) => {
    let value = 0;
    for (let at = start; at < end; at++) value = value * 10 + timestamp.charCodeAt(at) - 0x30;
    return value;
  };
  const month = number(5, 7);
  const day = number(8, 10);
  const hour = number(11, 13);
  const minute = number(14, 16);
  const second = number(17, 19);
  const isTime = month > 0 && month <= 12 && day > 0 && day <= 31 && hour < 24 && minute < 60 && second < 60;
  return isTime ? Date.UTC(number(0, 4), month - 1, day, hour, minute, second, number(20, 23)) : undefined;
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
