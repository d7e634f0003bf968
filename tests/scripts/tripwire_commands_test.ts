import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findMetadataBlock } from "../../lib/github/plan/metadata_block.ts";
import { refusal } from "../lib/github/emulator_client.ts";
import { LEARN_PLAN, type PlanWorld, startPlanWorld, TRIPWIRES } from "./plan_world.ts";

const OTHERS = [{
  trigger: "Before retrying a 409",
  warning: "It is done already.",
  score: 5,
  doc: "upload/409.md",
}];

async function start(): Promise<PlanWorld> {
  const world = await startPlanWorld();
  world.emulator.seedIssue({
    number: 43,
    title: "[erk-learn] X",
    labels: ["erk-plan", "erk-learn"],
    comments: [{ body: "plan" }],
  });
  await world.write("tripwires.json", JSON.stringify(TRIPWIRES));
  await world.write("others.json", `\`\`\`json\n${JSON.stringify(OTHERS)}\n\`\`\``);
  await world.write("none.json", "[]");
  return world;
}

function stored({ emulator }: PlanWorld): unknown[] {
  return emulator.issue(43).comments.flatMap(({ body }) =>
    findMetadataBlock(body, "tripwire-candidates")?.fields.get("candidates") ?? []
  );
}

Deno.test("candidates are stored in one comment, whatever is stored after them", async () => {
  await using world = await start();
  const store = (candidatesFile: string) =>
    world.run("store-tripwire-candidates", { issue: "43", candidatesFile });
  const none = await store("none.json");
  assert.deepEqual([none["count"], none["comment_id"]], [0, null]);
  const first = await store("tripwires.json");
  assert.deepEqual(stored(world), TRIPWIRES.candidates);
  const posts = world.emulator.requests({ method: "POST" }).length;
  assert.deepEqual(await store("tripwires.json"), first);
  const second = await store("others.json");
  assert.equal(second["comment_id"], first["comment_id"]);
  assert.deepEqual(stored(world), [
    { action: "retrying a 409", warning: "It is done already.", target_doc_path: "upload/409.md" },
  ]);
  await store("none.json");
  assert.deepEqual(stored(world), []);
  assert.equal(world.emulator.issue(43).comments.length, 2);
  assert.equal(world.emulator.requests({ method: "POST" }).length, posts);
});

Deno.test("a lost answer makes no second comment of candidates", async () => {
  for (const kind of ["reset-after-acting", "reset-before-answer", "malformed-json"] as const) {
    await using world = await start();
    world.emulator.faults.inject({ method: "POST", fault: { kind } });
    await world.run("store-tripwire-candidates", { issue: "43", candidatesFile: "tripwires.json" });
    assert.equal(world.emulator.issue(43).comments.length, 2, kind);
  }
});

Deno.test("candidates go to learn plans only", async () => {
  await using world = await start();
  world.emulator.seedIssue({ number: 44 });
  const error = await refusal(
    world.run("store-tripwire-candidates", { issue: "44", candidatesFile: "tripwires.json" }),
  );
  assert.equal(error.message, "Issue is not an erk-plan");
  world.emulator.seedIssue({ number: 45, labels: ["erk-plan"] });
  const other = await refusal(
    world.run("store-tripwire-candidates", { issue: "45", candidatesFile: "tripwires.json" }),
  );
  assert.equal(other.message, "Issue is not a learn plan");
});

Deno.test("what can't be read replaces nothing: neither the comment that is there nor the file", async () => {
  await using world = await start();
  await world.run("store-tripwire-candidates", { issue: "43", candidatesFile: "tripwires.json" });
  const [one] = TRIPWIRES.candidates;
  const texts: readonly (readonly [string, RegExp])[] = [
    ["nothing", /no JSON/],
    [JSON.stringify({ "0": one, "1": one }), /neither a list nor an object that holds one/],
    [JSON.stringify({ candidates: "see above" }), /neither a list/],
    [
      JSON.stringify([{ what: "x", why: "y" }]),
      /hold none that can be read \(tripwire 1: it names no action\)/,
    ],
    [JSON.stringify({ candidates: ["a", "b"] }), /tripwire 1: it is no object/],
  ];
  for (const [text, reason] of texts) {
    await world.write("odd.json", text);
    for (const command of ["store-tripwire-candidates", "normalize-tripwire-candidates"] as const) {
      const input = { candidatesFile: "odd.json", ...command.startsWith("store") ? { issue: "43" } : {} };
      const error = await refusal(world.run(command, input));
      assert.match(error.message, reason);
      assert.match(error.message, /odd\.json/);
    }
    assert.equal(await Deno.readTextFile(join(world.folder, "odd.json")), text);
  }
  assert.deepEqual(stored(world), TRIPWIRES.candidates);
  // Read, and none of them meant to be a candidate: that is an answer.
  await world.write("odd.json", JSON.stringify([{ ...one, score: 2 }]));
  await world.run("store-tripwire-candidates", { issue: "43", candidatesFile: "odd.json" });
  assert.deepEqual(stored(world), []);
});

Deno.test("a file is brought into the stored form where its form is another one", async () => {
  await using world = await start();
  const normalize = (input: Record<string, string>) => world.run("normalize-tripwire-candidates", input);
  const read = async (name: string) => JSON.parse(await Deno.readTextFile(join(world.folder, name)));
  const same = await normalize({ candidatesFile: "tripwires.json" });
  assert.deepEqual([same["normalized"], same["count"], same["file"]], [false, 1, null]);
  const other = await normalize({ candidatesFile: "others.json", output: "out.json" });
  assert.deepEqual([other["normalized"], other["file"]], [true, join(world.folder, "out.json")]);
  await normalize({ candidatesFile: "others.json" });
  assert.deepEqual(await read("others.json"), await read("out.json"));
  assert.deepEqual((await read("out.json")).candidates[0].target_doc_path, "upload/409.md");
  await world.write("text.json", "nothing");
  const error = await refusal(normalize({ candidatesFile: "text.json" }));
  assert.match(error.message, /There is no JSON in text\.json/);
});

/** Runs a command's script as a program, with a text on its standard input. */
async function runScript(name: string, args: readonly string[], input: string) {
  const script = fileURLToPath(new URL(`../../scripts/${name}.ts`, import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, json: JSON.parse(decoder.decode(stdout)), stderr: decoder.decode(stderr) };
}

Deno.test("plans and candidates may come from standard input", async () => {
  const [valid, invalid, candidates] = await Promise.all([
    runScript("validate_plan_content", [], LEARN_PLAN),
    runScript("validate_plan_content", ["--plan-file", "-"], "# T\n\nTODO"),
    runScript("normalize_tripwire_candidates", [], JSON.stringify(OTHERS)),
  ]);
  assert.deepEqual([valid.code, valid.json.valid, valid.json.error], [0, true, null]);
  assert.deepEqual([invalid.code, invalid.json.success, invalid.json.valid], [0, true, false]);
  assert.equal(invalid.json.problems.length, 4);
  assert.match(invalid.stderr, /! Placeholders were not filled in: line 3\./);
  assert.deepEqual([candidates.json.count, candidates.json.file], [1, null]);
});
