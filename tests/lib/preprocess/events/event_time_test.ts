/** Times on events, and how long tool uses took. */

import assert from "node:assert/strict";
import { duration, EventClock, millisecondsOf } from "../../../../lib/preprocess/events/event_time.ts";
import { convertLines, userLine } from "../converting.ts";

const at = (time: string, day = "2026-02-09") => `${day}T${time}Z`;

Deno.test("an event shows its time where half a minute lies between it and the last one that did", () => {
  const clock = new EventClock();
  assert.equal(clock.show(at("10:00:00.000")), "2026-02-09T10:00:00Z");
  assert.equal(clock.show(at("10:00:29.999")), undefined);
  assert.equal(clock.show(at("10:00:29.999"), true), "10:00:29");
  assert.equal(clock.show(at("10:00:59.998")), undefined);
  assert.equal(clock.show(at("10:00:59.999")), "10:00:59");
  // A clock that was set back, or another machine's.
  assert.equal(clock.show(at("10:00:40.000")), undefined);
  assert.equal(clock.show(at("09:59:00.000")), "09:59:00");
});

Deno.test("the date is shown where it is another one, and what is no time shows none", () => {
  const clock = new EventClock();
  clock.show(at("23:59:50.000"));
  assert.equal(clock.show(at("00:00:30.000", "2026-02-10")), "2026-02-10T00:00:30Z");
  assert.equal(clock.show(at("00:01:30.000", "2026-02-10")), "00:01:30");
  for (const text of [undefined, "", "soon", "2026-02-10 00:03:00"]) {
    assert.equal(clock.show(text, true), undefined);
  }
});

Deno.test("a timestamp's milliseconds are those of its date, from day to day and back", () => {
  for (
    const text of [
      at("10:00:00.000"),
      at("10:00:00.123"),
      at("00:00:00.001", "2026-02-10"),
      at("23:59:59.999", "2024-02-29"),
      at("00:00:00.000", "2026-12-31"),
      at("00:00:00.000", "2026-01-01"),
      at("00:00:00.000", "2027-01-01"),
      at("09:09:09.999", "2019-09-19"),
      at("23:59:59.999"),
    ]
  ) {
    assert.equal(millisecondsOf(text), Date.parse(text), text);
    assert.equal(millisecondsOf(text), Date.parse(text), text);
    assert.equal(millisecondsOf(undefined), undefined);
  }
});

Deno.test("what has the form of a time alone has no milliseconds", () => {
  for (
    const text of [
      ...[at("24:00:00.000"), at("10:60:00.000"), at("10:00:60.000"), at("1:000:00.000"), at("10:00:00,000")],
      ...[at("1/:00:00.000"), at("1::00:00.000"), at("10:00:00.00Z").slice(0, -1), at("10:00:00.00/")],
      ...[at("10:00:00.000", "2026-13-09"), at("10:00:00.000", "2026-00-09")],
      ...[
        at("10:00:00.000", "2026-02-32"),
        at("10:00:00.000", "2026-02-00"),
        at("10:00:00.0000"),
        at("10:00:00"),
      ],
    ]
  ) assert.equal(millisecondsOf(text), undefined, text);
});

Deno.test("how long something took is told from two seconds on, rounded", () => {
  const start = at("10:00:00.000");
  assert.equal(duration(start, at("10:00:01.999")), undefined);
  assert.equal(duration(start, at("10:00:02.000")), "2s");
  assert.equal(duration(start, at("10:00:02.500")), "3s");
  assert.equal(duration(at("23:59:58.000"), at("00:01:00.000", "2026-02-10")), "62s");
  for (
    const [from, to] of [[start, undefined], [undefined, start], [at("10:00:09.000"), start], [start, "x"]]
  ) {
    assert.equal(duration(from, to), undefined);
  }
});

Deno.test("no session began in the year 1 or with the count of time, or ended in the year 9999", async () => {
  const odd = ["0001-01-01", "1970-01-21", "9999-12-31"].map((day) => at("00:00:00.000", day));
  for (const text of odd) assert.equal(millisecondsOf(text), undefined, text);
  const times = [at("10:00:00.000"), ...odd, at("10:00:10.000")];
  const { parts } = await convertLines(times.map((timestamp, line) => userLine(`Go ${line}`, { timestamp })));
  assert.match(parts[0] ?? "", / started="2026-02-09T10:00:00.000Z" ended="2026-02-09T10:00:10.000Z"/);
});
