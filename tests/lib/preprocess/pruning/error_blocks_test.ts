import assert from "node:assert/strict";
import { DETAIL_LEVELS, detailOf } from "../../../../lib/preprocess/pruning/detail.ts";
import { keptOf, limits, prose, pruneLines, routine } from "../../../support/kept_lines.ts";
import { unlikeLine } from "../../../support/unlike_line.ts";

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

Deno.test("of a long trace the frames of the project are kept, and six of libraries", () => {
  const library = (index: number) => `    at run (/app/node_modules/library/dist/build/index.js:${index}:3)`;
  const own = ["    at total (/app/src/total.ts:3:1)", "    at main (/app/src/main.ts:9:2)"];
  const trace = Array.from({ length: 18 }, (_, index) => own[(index - 15) as 0 | 1] ?? library(index));
  const kept = keptOf(prose(200), ["TypeError: x", ...trace]);
  assert.deepEqual(own.filter((line) => !kept.includes(line)), []);
  assert.equal(kept.filter((line) => line.startsWith("    at ")).length, 8);
});

Deno.test("what stands behind two blank lines does not belong to an error", () => {
  const kept = keptOf(prose(200), ["panic: nil map", "", "", "  next (of) many [words]"]);
  assert.ok(!kept.includes("  next (of) many [words]"));
});

Deno.test("of routine around an error two lines are kept on either side", () => {
  const passed = Array.from({ length: 100 }, (_, index) => `    ✓ adds ${index} numbers`);
  const kept = keptOf(passed, ["  FAIL total.test.ts"]);
  assert.equal(kept.filter((line) => line.includes("✓")).length, 5 + 3 + 2 + 2, kept.join("\n"));
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

const libraryFrame = (number: number) =>
  `    at Layer.handle [as handle] (/srv/shop/node_modules/express/lib/router/layer${number}.js:95:${number})`;

Deno.test("the frame of a project's own code is kept at every level, however many of libraries stand around it", () => {
  const frames = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => libraryFrame(from + index));
  const own = (name: string) => `    at render${name} (/srv/shop/src/${name}.ts:41:13)`;
  const trace = (name: string) => [
    `TypeError: Cannot read properties of undefined (reading '${name}')`,
    ...frames(0, 8),
    own(name),
    ...frames(8, 6),
    "",
  ];
  const names = ["cart", "bill", "order", "rate", "stock"];
  const text = [...routine(60), ...names.flatMap(trace), ...routine(60)].join("\n");
  for (const level of DETAIL_LEVELS) {
    const kept = pruneLines(text, detailOf(level).result).text.split("\n");
    for (const name of names) assert.ok(kept.includes(own(name)), `${name} at ${level}`);
  }
});

Deno.test("of Python's frames the last one of a project's own code is kept", () => {
  const library = (number: number) => [
    `  File "/srv/.venv/lib/python3.12/site-packages/web/handler${number}.py", line ${number}0, in inner`,
    `    answer = self.answer_to(request, ${number})`,
  ];
  const own = (
    name: string,
  ) => [`  File "/srv/shop/${name}.py", line 88, in ${name}`, `    total = ${name}_sum(rows)`];
  const numbers = Array.from({ length: 8 }, (_, number) => number);
  const trace = (name: string) => [
    "Traceback (most recent call last):",
    ...own("main"),
    ...numbers.flatMap(library),
    ...own(name),
    ...numbers.slice(0, 3).flatMap(library),
    `TypeError: unsupported operand in ${name}`,
  ];
  const names = ["cart", "bill", "rate", "order"];
  const text = [...routine(60), ...names.flatMap(trace), ...routine(60)].join("\n");
  const kept = pruneLines(text, detailOf("low").result).text;
  for (const name of names) assert.ok(kept.includes(own(name)[0] ?? "?"), kept);
});

Deno.test("of each of several errors that are told in sentences what is and what has to be are kept", () => {
  const mismatch = (page: number) => [
    `-- TYPE MISMATCH -------------------------------- src/Page${page}.elm`,
    "",
    "The 1st argument to `row` is not what I expect:",
    "",
    `${40 + page}|     row model.total${page} rows`,
    "            ^^^^^^^^^^^^",
    `The value at .total${page} is a:`,
    "",
    `    Maybe Float${page}`,
    "",
    "But `row` needs the 1st argument to be:",
    "",
    "    String",
    "",
  ];
  const pages = [1, 2, 3, 4, 5];
  const text = [...routine(60), ...pages.flatMap(mismatch), ...routine(60)].join("\n");
  const kept = pruneLines(text, detailOf("normal").result).text;
  for (const page of pages) assert.ok(kept.includes(`Maybe Float${page}`), kept);
  assert.ok(pruneLines(text, detailOf("low").result).text.includes("Maybe Float1"));
});
