/** The times of log lines in one form, as the client writes them: `2026-02-09T18:13:53.595Z`. Such texts compare as times do. */

/** RFC 3339: any fraction, any offset; a blank instead of `T`, as its readers may take. */
const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,30}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** Characters of `2026-02-09T18:13:53.595Z`. */
const CLIENTS_LENGTH = 24;
const DIGITS = /^\d{10,16}$/;

/** The years 2001 to 2099 in seconds since 1970: in no other unit is a number of this size such a time. */
const FIRST_SECOND = 978_307_200;
const LAST_SECOND = 4_102_444_800;

/** What numbers since 1970 count, by how many there are in a second. */
const UNITS_PER_SECOND = [1, 1000, 1_000_000];

/**
 * A line's time in the client's format. A text that is not a time is returned unchanged; undefined if there is
 * none.
 */
export function timestampOf(value: unknown): string | undefined {
  if (typeof value === "number") return timeOfNumber(value);
  if (typeof value !== "string") return undefined;
  // Nearly all have the form; whether each digit is one is asked where the time is used.
  if (value.length === CLIENTS_LENGTH && value.charAt(10) === "T" && value.endsWith("Z")) return value;
  return DIGITS.test(value) ? timeOfNumber(Number(value)) ?? value : timeOfText(value) ?? value;
}

function timeOfNumber(value: number): string | undefined {
  const units = UNITS_PER_SECOND.find((units) => {
    const seconds = value / units;
    return seconds >= FIRST_SECOND && seconds < LAST_SECOND;
  });
  return units === undefined ? undefined : new Date(value / units * 1000).toISOString();
}

function timeOfText(text: string): string | undefined {
  const [, day, time, fraction = "0", offset] = RFC_3339.exec(text) ?? [];
  if (day === undefined || time === undefined || offset === undefined) return undefined;
  // A leap second is the last one of its minute.
  const seconds = time.replace(/:60$/, ":59");
  const date = new Date(`${day}T${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}${offset.toUpperCase()}`);
  const written = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  return written.length === CLIENTS_LENGTH ? written : undefined;
}
