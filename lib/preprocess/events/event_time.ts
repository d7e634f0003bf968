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

/** The timestamp that was read last: most are asked for more than once. */
let lastTimestamp: string | undefined;
let lastMilliseconds: number | undefined;

/** The day that was read last, as a number of eight digits, and the milliseconds at which it began. */
let lastDay = 0;
let lastMidnight = 0;

/**
 * Milliseconds since 1970 of a log's timestamp, or undefined where it is none: a timestamp as every client version
 * writes it is `2026-02-09T18:13:53.595Z`. Every line has one: `Date.parse` takes ten times as long as reading the
 * digits.
 */
export function millisecondsOf(timestamp: string | undefined): number | undefined {
  if (timestamp === lastTimestamp) return lastMilliseconds;
  lastTimestamp = timestamp;
  lastMilliseconds = timestamp === undefined || !hasForm(timestamp) ? undefined : readTime(timestamp);
  return lastMilliseconds;
}

function hasForm(text: string): boolean {
  if (text.length !== FORM.length) return false;
  for (let at = 0; at < FORM.length; at++) {
    const code = text.charCodeAt(at);
    const mark = FORM.charCodeAt(at);
    if (mark === DIGIT_MARK ? code < 0x30 || code > 0x39 : code !== mark) return false;
  }
  return true;
}

/** No session ran in other years: a field without a value is the year 1, 1970 or 9999, as is a number in another unit. */
const FIRST_YEAR = 2001;
const LAST_YEAR = 2099;

/** The milliseconds of a text of the right form, or undefined where there is no such time, or none of a session. */
function readTime(text: string): number | undefined {
  const year = numberAt(text, 0, 4);
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const month = numberAt(text, 5, 2);
  const day = numberAt(text, 8, 2);
  const hours = numberAt(text, 11, 2);
  const minutes = numberAt(text, 14, 2);
  const seconds = numberAt(text, 17, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hours > 23 || minutes > 59 || seconds > 59) {
    return undefined;
  }
  const date = (year * 100 + month) * 100 + day;
  if (date !== lastDay) {
    lastDay = date;
    lastMidnight = Date.UTC(year, month - 1, day);
  }
  return lastMidnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 + numberAt(text, 20, 3);
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
  return start === undefined || end === undefined ? undefined : secondsOf(end - start);
}

/** Milliseconds as seconds; undefined if they are fewer than two seconds, or not a duration. */
export function secondsOf(milliseconds: number): string | undefined {
  if (milliseconds < 2000 || milliseconds > Number.MAX_SAFE_INTEGER) return undefined;
  return `${Math.round(milliseconds / 1000)}s`;
}
