import assert from "node:assert/strict";
import fc from "fast-check";
import { LEAST_OMITTED } from "../../../../lib/preprocess/pruning/cut_text.ts";
import { detailOf, NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { keptOf, limits, prose, pruneLines, routine } from "../../../support/kept_lines.ts";
import { unlikeLine } from "../../../support/unlike_line.ts";

Deno.test("among lines of one routine the one that is like no other is kept, whatever its words", () => {
  for (const line of ["Plan: 2 to add, 1 to change", "bound to port 9090, want 80!", "* drift = [+12 %]"]) {
    assert.ok(keptOf(routine(200), [line]).includes(line), line);
  }
});

Deno.test("of what is like no other, lines alone among routine come first", () => {
  const table = (from: number) => Array.from({ length: 20 }, (_, index) => `${unlikeLine(from + index)} |`);
  const lines = [
    ...routine(99),
    ...table(0),
    ...routine(99),
    "speed -> 40 %",
    ...routine(99),
    ...table(50),
    ...routine(99),
  ];
  const { text } = pruneLines(lines.join("\n"), { ...limits, errorLines: 4 });
  assert.match(text, /speed -> 40 %/);
});

Deno.test("where nearly every line is like no other, as in source code, none is kept for that", () => {
  const kept = keptOf(prose(300), ["speed -> 40 %"]);
  assert.ok(!kept.includes("speed -> 40 %"));
  assert.equal(kept.length, limits.headLines + 1 + limits.tailLines);
});

Deno.test("of routine at the beginning and the end some examples are kept", () => {
  const lines = ["$ make all", ...routine(200), "done in 3 s!"];
  assert.deepEqual(pruneLines(lines.join("\n"), limits).text.split("\n"), [
    ...lines.slice(0, 6),
    "[… 192 lines …]",
    ...lines.slice(-4),
  ]);
});

Deno.test("single lines of routine stay between others", () => {
  const lines = [...routine(6), "! one", ...routine(1, 7), "! two (2)", ...routine(200, 8)];
  assert.deepEqual(pruneLines(lines.join("\n"), limits).text.split("\n").slice(0, 9), lines.slice(0, 9));
});

Deno.test("lines of one shape at the beginning of source code stay", () => {
  const lines = [...routine(10), ...prose(100)];
  assert.deepEqual(pruneLines(lines.join("\n"), limits).text.split("\n").slice(0, 10), lines.slice(0, 10));
});

Deno.test("routine in a text that is kept as a whole stays", () => {
  const text = routine(16).join("\n");
  assert.equal(pruneLines(text, limits).text, text);
});

Deno.test("failures of one kind at the beginning and the end are no routine", () => {
  const lines = Array.from({ length: 60 }, (_, index) => `FAILED tests/a${index}.py::test_b - no`);
  const kept = pruneLines(lines.join("\n"), { ...limits, errorLines: 2 }).text.split("\n");
  assert.deepEqual(kept.slice(0, 10), lines.slice(0, 10));
  assert.deepEqual(kept.slice(-6), lines.slice(-6));
});

Deno.test("errors among many warnings of their form are kept", () => {
  const warnings = Array.from({ length: 120 }, (_, index) => `  ${index}:7  warning  Unexpected any  no-any`);
  const errors = ["31:6", "44:1", "50:9"].map((place) =>
    `  ${place}  error  Hook is called twice  rules/hooks`
  );
  const kept = keptOf(warnings, errors.flatMap((error) => [error, ...warnings.slice(0, 5)]));
  assert.deepEqual(errors.filter((error) => !kept.includes(error)), []);
});

Deno.test("errors that follow each other are all kept, of any shape, among any lines", () => {
  const error = fc.nat(999).chain((number) =>
    fc.constantFrom(
      `src/part${number}.c:${number}:7: error: unknown type t${number}`,
      `FAILED tests/test_${number}.py::test_sum - assert 1 == ${number}`,
      `src/a${number}.ts(${number},4): error TS2322: Type 'a' is not assignable to type 'b${number}'.`,
      `12:04:${number} ERROR [worker-3] order ${number} could not be stored`,
      `  ✕ adds ${number} (3 ms)`,
    )
  );
  const group = fc.tuple(fc.nat(60), fc.array(error, { minLength: 1, maxLength: 8 }));
  const groups = fc.array(group, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(groups, fc.constantFrom(routine, prose), (given, others) => {
    const lines = given.flatMap(([before, errors]) => [...others(before), ...errors]);
    const text = [...lines, ...others(40)].join("\n");
    const kept = new Set(pruneLines(text, limits).text.split("\n"));
    assert.deepEqual(given.flatMap(([, errors]) => errors).filter((error) => !kept.has(error)), []);
  }));
});

Deno.test("sixty failures of one kind are named where there is room, be the result marked as an error or not", () => {
  const failures = Array.from({ length: 60 }, (_, index) => `FAILED tests/a${index}.py::test_b - no`);
  for (const limits of [NORMAL_DETAIL.result, NORMAL_DETAIL.importantResult]) {
    const kept = new Set(
      pruneLines([...prose(100), ...failures, ...prose(100)].join("\n"), limits).text.split("\n"),
    );
    assert.deepEqual(failures.filter((failure) => !kept.has(failure)), []);
  }
});

Deno.test("where failures have more text than there is room, the first and the last of them are kept", () => {
  const failures = Array.from({ length: 60 }, (_, index) => `FAILED ${index} ${"long ".repeat(50)}`);
  const { text } = pruneLines([...prose(100), ...failures, ...prose(100)].join("\n"), NORMAL_DETAIL.result);
  for (const name of ["FAILED 0 ", "FAILED 1 ", "FAILED 58 ", "FAILED 59 "]) {
    assert.ok(text.includes(name), name);
  }
  assert.ok(text.length <= NORMAL_DETAIL.result.characters);
});

Deno.test("what may be a matter of course but differs is not crowded out by failures of one kind", () => {
  const failures = Array.from({ length: 120 }, (_, index) => `FAILED tests/a${index}.py::test_b`);
  const causes = ["main", "copy", "logs"].map((name) => `database [${name}] is unreachable; tests need it`);
  const kept = keptOf(failures, causes.flatMap((cause) => [cause, ...failures.slice(0, 9)]));
  assert.deepEqual([kept.includes(causes[0] ?? ""), kept.includes(causes[2] ?? "")], [true, true]);
});

Deno.test("errors of the beginning and the end, which are kept anyway, take no room from those between", () => {
  const errors = ["fatal: one", "fatal (two)", "fatal [three]", "fatal; four"];
  const lines = [...errors, ...prose(100), "panic: middle", ...prose(100), ...errors];
  assert.match(pruneLines(lines.join("\n"), { ...limits, errorLines: 2 }).text, /panic: middle/);
});

Deno.test("each level of detail keeps every line that a lower one keeps", () => {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.nat(400).map(unlikeLine) },
    { weight: 6, arbitrary: fc.nat(99).map((number) => routine(1, number)[0] ?? "") },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "fatal: gone",
        "FAILED tests/a.py::b",
        "x.c:3:1: error: y",
        "it is missing",
        "a not found",
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom("  at main (a.ts:3:1)", "│ why", "", "do this", "help: try that"),
    },
    { weight: 1, arbitrary: fc.nat(90).map((words) => `${"words, ".repeat(words)}fatal: gone`) },
  );
  const group = fc.tuple(line, fc.integer({ min: 1, max: 30 }));
  const text = fc.array(group, { maxLength: 60 }).map((groups) =>
    groups.flatMap(([line, times], index) =>
      Array.from({ length: times }, (_, time) => `${line} ${index}.${time}`)
    )
  );
  const kinds = ["result", "importantResult"] as const;
  fc.assert(
    fc.property(text, fc.constantFrom(...kinds), fc.boolean(), (lines, kind, isShort) => {
      const given = isShort ? lines.slice(0, 80) : lines;
      const [low, normal, high] = (["low", "normal", "high"] as const).map((level) => {
        const limits = detailOf(level)[kind];
        return placesKept(given, pruneLines(given.join("\n"), limits).text);
      });
      assert.deepEqual(low?.difference(normal ?? new Set()), new Set());
      assert.deepEqual(normal?.difference(high ?? new Set()), new Set());
    }),
    { numRuns: 200 },
  );
});

Deno.test("a line that is kept beside an error stays where more errors are among the first lines", () => {
  const lines = [
    ...Array.from({ length: 5 }, (_, index) => `row a( 0.${index}`),
    ...Array.from({ length: 8 }, (_, index) => `fatal: gone 1.${index}`),
    ...Array.from({ length: 15 }, (_, index) => `row a( 2.${index}`),
    "x.c:3:1: error: y",
    ...Array.from({ length: 25 }, (_, index) => `row a: 3.${index}`),
  ];
  for (const level of ["low", "normal"] as const) {
    assert.ok(placesKept(lines, pruneLines(lines.join("\n"), detailOf(level).result).text).has(30), level);
  }
});

Deno.test("a line that is kept beside an error stays where there is just room for more of the first lines", () => {
  const lines = [...prose(60), "fatal: gone", ...prose(60)];
  const lower = { ...limits, headLines: 1, tailLines: 1, characters: 600 };
  const text = lines.join("\n");
  const least = placesKept(lines, pruneLines(text, lower).text);
  for (let characters = 900; characters < 1200; characters += 4) {
    const kept = placesKept(lines, pruneLines(text, { ...lower, headLines: 40, characters, lower }).text);
    assert.deepEqual(least.difference(kept), new Set(), `${characters}`);
  }
});

/** The places of the lines that are kept, whole or not. */
function placesKept(lines: readonly string[], shown: string): Set<number> {
  const places = new Set<number>();
  let at = 0;
  for (const kept of shown.split("\n")) {
    const left = /^\[… (\d+) lines …\]$/.exec(kept)?.[1];
    if (left === undefined) places.add(at++);
    else at += Number(left);
  }
  for (const place of places) if (place >= lines.length) places.delete(place);
  return places;
}

Deno.test("in a text above its limit of characters errors are kept as whole lines, and cuts go between lines", () => {
  const error = '~/app/rate.py:31:12 - error: "total" is not a known attribute of "None"';
  for (const isRoutine of [true, false]) {
    for (const width of [60, 100, 140]) {
      const lines = (isRoutine ? routine(100) : prose(100)).map((line) => line.padEnd(width, " y"));
      lines[50] = error;
      const { text } = pruneLines(lines.join("\n"), { ...NORMAL_DETAIL.result, characters: 2500 });
      const kept = text.split("\n");
      assert.ok(kept.includes(error));
      assert.deepEqual(kept.filter((line) => !lines.includes(line) && !/^\[… \d+ lines …\]$/.test(line)), []);
      assert.ok(text.length <= 2500 && (isRoutine || text.length > 2200), `${text.length}`);
      assert.deepEqual([kept[0], kept.at(-1)], [lines[0], lines.at(-1)]);
    }
  }
});

Deno.test("however much is said of errors, the beginning and the end have room", () => {
  const lines = prose(200).map((line, index) =>
    (index % 4 === 3 ? `fatal: ${line}` : line).padEnd(140, " y")
  );
  lines.push("3 of 9 tests ran");
  const { text } = pruneLines(lines.join("\n"), { ...NORMAL_DETAIL.result, characters: 2500 });
  assert.ok(text.startsWith(lines[0] ?? "-"));
  assert.match(text, /3 of 9 tests ran$/);
});

Deno.test("a line between others is not replaced by a note that takes as much", () => {
  const kept = (between: string) =>
    keptOf(prose(100), [
      "fatal: one",
      "behind",
      "it",
      "are",
      "four",
      between,
      "and",
      "before it",
      "panic: two",
    ])
      .includes(between);
  const short = "in between, a line of some words";
  assert.deepEqual([kept(short), kept(`${short}, but one that takes more than a note`)], [true, false]);
});

/**
 * Follows what is kept through the text, note by note, and fails where it isn't the text's own.
 *
 * @returns in how many lines within the limit a cut began.
 */
function cutsOfShortLines(text: string, kept: string): number {
  let at = 0;
  let cuts = 0;
  const lineEnd = () => {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  };
  for (const line of kept.split("\n")) {
    const left = /^\[… (\d+) lines …\]$/.exec(line)?.[1];
    if (left !== undefined) {
      for (let count = Number(left); count > 0; count--) at = lineEnd() + 1;
      continue;
    }
    const pieces = line.split(/\[… (\d+) chars(?: and (\d+) lines)? …\]/);
    for (let index = 0; index < pieces.length; index += 3) {
      const [piece = "", characters, lines] = pieces.slice(index);
      assert.equal(piece, text.slice(at, at + piece.length));
      at += piece.length;
      if (characters === undefined) continue;
      const start = text.lastIndexOf("\n", at - 1) + 1;
      if (lineEnd() - start <= limits.lineCharacters) cuts++;
      const next = pieces[index + 3] ?? "";
      at = lines === undefined
        ? at + Number(characters)
        : behindCut(text, at, { characters: Number(characters), lines: Number(lines), next });
    }
    assert.equal(at, lineEnd());
    at++;
  }
  return cuts;
}

/** Where a text goes on behind a cut of so many characters, and of whole lines among them. */
function behindCut(
  text: string,
  at: number,
  { characters, lines, next }: { readonly characters: number; readonly lines: number; readonly next: string },
): number {
  for (let place = at + characters; place <= text.length; place++) {
    if (!`${text}\n`.startsWith(`${next}\n`, place)) continue;
    const missing = text.slice(at, place).split("\n");
    const whole = missing.slice(1, -1).map((line) => line.length + 1);
    const leftOut = place - at - characters;
    for (let first = 0; first + lines <= whole.length; first++) {
      if (whole.slice(first, first + lines).reduce((sum, length) => sum + length, 0) === leftOut) {
        return place;
      }
    }
  }
  assert.fail(`nothing of the text is ${characters} characters and ${lines} lines behind place ${at}`);
}

Deno.test("whatever the lines, the kept ones are the text's own in their order, and only those above a line's limit are cut", () => {
  const failing = (words: number) => `${"words, ".repeat(words)}fatal: gone ${"words, ".repeat(words)}`;
  const line = fc.oneof(
    fc.constantFrom(
      "ok 1 - adds",
      "ok 2 - takes",
      "    at x (a.ts:1:2)",
      "",
      "fatal: gone",
      "unexpected end",
      "a (b)",
    ),
    fc.string({ unit: "binary-ascii", maxLength: 90 }).map((text) => text.replaceAll("\n", " ")),
    fc.nat(40).map(failing),
  );
  // Long lines with an error may take a little more than was counted on: then the middle of all is cut, once.
  const unlucky = [27, "a", 1, 25, "ab", 11, "ok 1 - adds", 28, "abcdefghi"].map((line) =>
    typeof line === "number" ? failing(line) : line
  );
  // And the cut may begin before a note on a line and end behind it, or be in the midst of the note on a line's middle.
  const swallowing = [20, 2, 22, 15, 22, "ok 1 - adds", 9].map((line) =>
    typeof line === "number" ? failing(line) : line
  );
  const through = [31, "ok 1 - adds", "ok 1 - adds", 35, 33].map((line) =>
    typeof line === "number" ? failing(line) : line
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 300 }),
      fc.integer({ min: 300, max: 6000 }),
      (lines, characters) => {
        const { text } = pruneLines(lines.join("\n"), { ...limits, characters });
        assert.ok(cutsOfShortLines(lines.join("\n"), text) <= 1);
        assert.ok(text.length <= characters + LEAST_OMITTED);
      },
    ),
    {
      numRuns: 300,
      examples: [[unlucky, 1377], [swallowing, 1081], [through, 1397]],
    },
  );
});

Deno.test("eight times as many lines, each of a shape of its own or an error, take about eight times as long", async () => {
  const timeOf = (count: number) => {
    const lines = Array.from(
      { length: count },
      (_, index) => index % 2 === 0 ? unlikeLine(index) : "  fatal: x",
    ).join("\n");
    const start = performance.now();
    assert.ok(pruneLines(lines, NORMAL_DETAIL.result).text.length < 6100);
    return performance.now() - start;
  };
  await assertGrowsLess(24, () => timeOf(480_000), () => timeOf(60_000));
});
