import assert from "node:assert/strict";
import fc from "fast-check";
import { detailOf, NORMAL_DETAIL } from "../../../lib/preprocess/detail.ts";
import { pruneLines as shorten } from "../../../lib/preprocess/prune_text.ts";
import { assertGrowsLess } from "../../support/growth.ts";
import { unlikeLine } from "../../support/unlike_line.ts";
import { asShown } from "../../support/shown_text.ts";

const pruneLines = asShown(shorten);

const limits = { headLines: 10, tailLines: 6, errorLines: 8, lineCharacters: 200, characters: 10_000 };

/** Lines of one routine. */
const routine = (count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, index) => `Linking part${from + index}.o into lib/core (${7 * index} ms)`,
  );

const prose = (count: number) => Array.from({ length: count }, (_, index) => unlikeLine(index));

/** What is kept of lines with others in the middle of them. */
function keptOf(
  around: readonly string[],
  middle: readonly string[],
  changes: Partial<typeof limits> = {},
): string[] {
  const half = around.length / 2;
  const lines = [...around.slice(0, half), ...middle, ...around.slice(half)];
  return pruneLines(lines.join("\n"), { ...limits, ...changes }).text.split("\n");
}

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

Deno.test("what belongs to an error takes no room from other errors", () => {
  const block = (
    name: string,
  ) => [`error: ${name}`, ...[60, 70, 80, 90, 95, 99].map((step) => `  ${unlikeLine(step)} failed`)];
  const lines = [...block("first"), ...prose(50), "panic: middle", ...prose(50), ...block("last")];
  const text = [...prose(50), ...lines, ...prose(50)].join("\n");
  assert.match(pruneLines(text, { ...limits, errorLines: 4 }).text, /panic: middle/);
});

Deno.test("what belongs to an error is kept with it", () => {
  const blocks = [
    [
      "error[E1]: borrowed",
      "  --> src/a.rs:3:9",
      "   |",
      " 3 |   take(x);",
      "   |        - moved here",
      "   = note: no Copy",
      "",
      "help: clone it",
    ],
    ["Assertion failed", "Expected: 3", "Actual:   4", "   in Sums.cs:line 12"],
    ["panic: nil map", "", "  main.fill()", "  \t/home/dev/a.go:12 +0x44"],
    ["Failure: total", "  got 3, want 4", "  # ./spec/total_spec.rb:7"],
  ];
  for (const block of blocks) {
    const kept = keptOf(prose(200), block).join("\n");
    assert.ok(kept.includes(block.join("\n")), kept);
  }
});

Deno.test("what follows errors at once is kept with each of them, however often they come", () => {
  const error = (number: number) => [
    `deploy.sh: line ${number}: REGION_${number}: unbound variable`,
    `Set REGION_${number} to where the bucket of step ${number} is`,
    `for example: export REGION_${number}=eu-north-${number}`,
    `and run the step again with --resume ${number}`,
  ];
  for (const times of [1, 3, 8]) {
    for (const others of [prose, routine]) {
      const groups = Array.from({ length: times }, (_, number) => [...others(40), ...error(number)]);
      const text = [...groups.flat(), ...others(40)].join("\n");
      const kept = pruneLines(text, { ...limits, characters: 20_000 }).text;
      for (let number = 0; number < times; number++) {
        assert.ok(kept.includes(error(number).join("\n")), `${number} of ${times}:\n${kept}`);
      }
    }
  }
});

Deno.test("what follows an error in its box is kept, with what to do about it", () => {
  const box = (number: number) => [
    "╷",
    `│ Error: Unsupported argument ${number}`,
    "│ ",
    `│   on main.tf line ${number}, in resource "bucket" "b${number}":`,
    `│   ${number}:   acl = "private"`,
    "│ ",
    `│ An argument named acl is not expected here`,
    `│ use another resource instead of it`,
    "╵",
  ];
  const words = Array.from({ length: 40 }, () => "creating some more things");
  const text = [1, 2, 3, 4, 5].flatMap((number) => [...words, ...box(number)]).join("\n");
  const kept = pruneLines(text, { ...limits, tailLines: 0 }).text;
  for (const number of [1, 2, 3, 4, 5]) {
    assert.ok(kept.includes(box(number).slice(1, -1).join("\n")), kept);
  }
});

Deno.test("lines behind an error at the end of what is kept of a beginning belong to it, too", () => {
  const block = ["panic: nil map", "  main.fill()", "  a.go:12 +0x44"];
  for (const before of [routine(9), prose(9)]) {
    const kept = pruneLines([...before, ...block, ...prose(100)].join("\n"), limits).text;
    assert.ok(kept.includes(block.join("\n")), kept);
  }
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

Deno.test("of a long trace twelve lines are kept, those of the project before those of libraries", () => {
  const library = (index: number) => `    at run (/app/node_modules/lib/index.js:${index}:3)`;
  const own = ["    at total (/app/src/total.ts:3:1)", "    at main (/app/src/main.ts:9:2)"];
  const trace = Array.from({ length: 18 }, (_, index) => own[(index - 15) as 0 | 1] ?? library(index));
  const kept = keptOf(prose(200), ["TypeError: x", ...trace]);
  assert.deepEqual(own.filter((line) => !kept.includes(line)), []);
  assert.equal(kept.filter((line) => line.startsWith("    at ")).length, 12);
});

Deno.test("what stands behind two blank lines does not belong to an error", () => {
  const kept = keptOf(prose(200), ["panic: nil map", "", "", "  next (of) many [words]"]);
  assert.ok(!kept.includes("  next (of) many [words]"));
});

Deno.test("routine behind an error does not belong to it", () => {
  const passed = Array.from({ length: 100 }, (_, index) => `    ✓ adds ${index} numbers`);
  const kept = keptOf(passed, ["  FAIL total.test.ts"]);
  assert.ok(kept.filter((line) => line.includes("✓")).length <= 5 + 3 + 1, kept.join("\n"));
});

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
    keptOf(prose(100), ["fatal: one", "behind", "it", "are", "four", between, "before it", "panic: two"])
      .includes(between);
  assert.deepEqual([kept("in between"), kept("in between, but a line that takes more")], [true, false]);
});

Deno.test("whatever the lines, the kept ones are the text's own in their order, and only those above a line's limit are cut", () => {
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
    fc.nat(40).map((words) => `${"words, ".repeat(words)}fatal: gone ${"words, ".repeat(words)}`),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 300 }),
      fc.integer({ min: 300, max: 6000 }),
      (lines, characters) => {
        const { text } = pruneLines(lines.join("\n"), { ...limits, characters });
        let at = 0;
        for (const kept of text.split("\n")) {
          const left = /^\[… (\d+) lines …\]$/.exec(kept)?.[1];
          const whole = lines[at] ?? "";
          if (left === undefined && whole.length <= limits.lineCharacters) assert.equal(kept, whole);
          at += left === undefined ? 1 : Number(left);
        }
        assert.ok(text.length <= characters);
      },
    ),
    { numRuns: 300 },
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

/** Lines of many forms, none of which is an error. */
const varied = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => index % 3 === 0 ? `GET /v1/p${index} 200 ${index} ms` : unlikeLine(index),
  );

Deno.test("a value in a box within an error's box is a part of the error", () => {
  const box = [
    "╷",
    "│ Error: Invalid for_each argument",
    "│ ",
    "│   on main.tf line 33, in resource aws_subnet:",
    "│   33:   for_each = toset(local.ids)",
    "│     ├────────────────",
    "│     │ local.ids is a list of string, known only after apply",
    "│ ",
    "│ The set includes values derived from attributes",
    "╵",
  ];
  const kept = keptOf(routine(80), box);
  for (const line of [box[6], box[8]]) assert.ok(kept.includes(line ?? ""), line);
});

Deno.test("of what is compared the lines that differ are kept, and what is pointed at, however much stands between", () => {
  const telling = [
    '    -   "total": 4,',
    '    +   "total": 5,',
    "    > 21 |     expect(cart).toEqual(wanted);",
    "      at Object.toEqual (src/cart.test.ts:21:15)",
  ];
  const failure = [
    "  ● cart › totals",
    "",
    "    expect(received).toEqual(expected) // deep equality",
    "",
    "      Object {",
    ...Array.from({ length: 12 }, (_, field) => `        "field${field}": ${field},`),
    ...telling.slice(0, 2),
    ...Array.from({ length: 8 }, (_, field) => `        "tail${field}": ${field},`),
    "      }",
    "",
    "      20 |   it(totals, () => {",
    telling[2] ?? "",
    "",
    telling[3] ?? "",
  ];
  for (const around of [varied(200), routine(200)]) {
    const kept = keptOf(around, failure);
    for (const line of telling) assert.ok(kept.includes(line), line);
  }
});

Deno.test("of a long chain of reasons the first ones and the last one are kept, and what is declared elsewhere", () => {
  const chain = Array.from(
    { length: 14 },
    (_, depth) => `${"  ".repeat(depth + 1)}Types of property 'p${depth}' are incompatible.`,
  );
  const last = [`${"  ".repeat(16)}Property 'id' is missing in type 'Q'.`, "    'id' is declared here."];
  const kept = keptOf(routine(80), [
    "src/a.ts:10:3 - error TS2322: Type 'A' is not assignable to type 'B'.",
    ...chain,
    last[0] ?? "",
    "",
    "10   const b: B = a;",
    "     ~",
    "",
    "  src/types.ts:5:3",
    "    5   id: string;",
    "        ~~",
    last[1] ?? "",
  ]);
  for (const line of [chain[0], ...last]) assert.ok(kept.includes(line ?? ""), line);
});

Deno.test("the name of a test above a blank line is kept with its failure", () => {
  const kept = keptOf(prose(200), [
    "  2) Cart",
    "       rejects empty carts:",
    "",
    "      AssertionError: wrong",
  ]);
  assert.ok(kept.includes("       rejects empty carts:"));
});

Deno.test("behind a colon the next paragraph belongs to an error", () => {
  const kept = keptOf(varied(200), [
    "Error: wrong type",
    "It is a:",
    "",
    "Maybe Model",
    "",
    "It has to be:",
    "",
    "Model",
    "",
    "x",
  ]);
  for (const line of ["Maybe Model", "Model"]) assert.ok(kept.includes(line), line);
});

Deno.test("a text of which hardly anything would be missing is kept whole", () => {
  const lines = prose(30);
  assert.deepEqual(
    pruneLines(lines.join("\n"), { ...limits, headLines: 20, tailLines: 7 }).text.split("\n"),
    lines,
  );
  const more = prose(40);
  assert.ok(
    pruneLines(more.join("\n"), { ...limits, headLines: 20, tailLines: 7 }).text.split("\n").length < 30,
  );
});

Deno.test("of an error that is told in sentences both what is and what has to be are kept", () => {
  const error = [
    "-- TYPE MISMATCH ---------------- src/Main.elm",
    "",
    "The 1st argument to `view` is not what I need:",
    "",
    "42|     view model",
    "             ^^^^^",
    "This `model` value is a:",
    "",
    "    Maybe Model",
    "",
    "But `view` needs the 1st argument to be:",
    "",
    "    Model",
  ];
  const kept = keptOf(prose(200), [...error, ""]);
  for (const line of error) assert.ok(kept.includes(line), line);
});
