import assert from "node:assert/strict";
import { timestampOf } from "../../../lib/session/timestamp.ts";
import { convertLines, userLine } from "../preprocess/converting.ts";

const cases: readonly (readonly [unknown, string | undefined])[] = [
  ["2026-02-09T18:13:53.595Z", "2026-02-09T18:13:53.595Z"],
  ["2026-02-09T18:13:53Z", "2026-02-09T18:13:53.000Z"],
  ["2026-02-09T18:13:53.5Z", "2026-02-09T18:13:53.500Z"],
  ["2026-02-09T18:13:53.595123456Z", "2026-02-09T18:13:53.595Z"],
  ["2026-02-09T20:13:53.595+02:00", "2026-02-09T18:13:53.595Z"],
  ["2026-02-09 12:43:53-05:30", "2026-02-09T18:13:53.000Z"],
  ["2026-02-09t18:13:53z", "2026-02-09T18:13:53.000Z"],
  ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"],
  [1_770_660_833, "2026-02-09T18:13:53.000Z"],
  [1_770_660_833.595, "2026-02-09T18:13:53.595Z"],
  [1_770_660_833_595, "2026-02-09T18:13:53.595Z"],
  [1_770_660_833_595_000, "2026-02-09T18:13:53.595Z"],
  ["1770660833595", "2026-02-09T18:13:53.595Z"],
  // No offset, no such time, no time at all: nobody knows when that was.
  ["2026-02-09T18:13:53", "2026-02-09T18:13:53"],
  ["2026-13-09T18:13:53Z", "2026-13-09T18:13:53Z"],
  ["yesterday", "yesterday"],
  [12, undefined],
  [Number.NaN, undefined],
  [null, undefined],
];

Deno.test("times of every form that is clear are read", () => {
  for (const [written, read] of cases) assert.equal(timestampOf(written), read, `${written}`);
});

Deno.test("a prompt shows when it was said, whatever form its time has", async () => {
  for (const [timestamp, read] of cases.slice(0, 13)) {
    const { elements } = await convertLines([userLine("Go", { timestamp })]);
    assert.equal(elements[0]?.attributes.at, read?.replace(/\.\d+/, ""), `${timestamp}`);
  }
});
