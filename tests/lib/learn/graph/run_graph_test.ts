import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { type GraphNode, GraphStop, runGraph } from "../../../../lib/learn/graph/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { gate, graphWorld, type Words, wordsNode } from "./graph_world.ts";
import { MADE_UP_TOKEN } from "../../../support/made_up_token.ts";

const fail = (message: string) => () => Promise.reject(new Error(message));

Deno.test("a node gets the values of those before it from the disk, and leaves both files with their checksums", async () => {
  await using world = await graphWorld();
  const one = wordsNode("one");
  const two = wordsNode("two", { requires: [one] });
  const { reports, stopped, value } = await runGraph([one, two], world.options);
  assert.equal(stopped, undefined);
  assert.deepEqual(await value(two), { words: ["one", "two"] });
  assert.equal(await Deno.readTextFile(join(world.folder, "two.md")), "one two");
  assert.deepEqual(reports.map(({ name, state }) => [name, state]), [["one", "done"], ["two", "done"]]);
  assert.deepEqual(Object.keys(reports[1]?.files ?? {}).sort(), ["two.json", "two.md"]);
  assert.match(reports[1]?.files["two.json"] ?? "", /^[0-9a-f]{64}$/);
});

Deno.test("no more nodes run at a time than are allowed, and reports keep the order that was given", async () => {
  await using world = await graphWorld({ concurrency: 3 });
  let running = 0;
  let most = 0;
  const gates = Array.from({ length: 9 }, gate);
  const nodes = gates.map(({ opened }, index) =>
    wordsNode(`n${index}`, {
      work: async () => {
        most = Math.max(most, ++running);
        // The last ones of each three end first.
        if (running === 3) gates.slice(0, index + 1).reverse().forEach(({ open }) => open());
        await opened;
        running--;
      },
    })
  );
  const ended: string[] = [];
  const { reports } = await runGraph(nodes, {
    ...world.options,
    onChange: ({ name }, { state }) => void (state === "done" && ended.push(name)),
  });
  assert.equal(most, 3);
  assert.equal(ended.length, 9);
  assert.deepEqual(reports.map(({ name }) => name), nodes.map(({ name }) => name));
});

Deno.test("a failed node that others can do without is a gap; they go on", async () => {
  await using world = await graphWorld();
  const good = wordsNode("good");
  const bad = wordsNode("bad", { work: fail("the server burns") });
  const last = wordsNode("last", { uses: [good, bad], onFailure: "end" });
  const { reports, stopped, value } = await runGraph([good, bad, last], world.options);
  assert.equal(stopped, undefined);
  assert.deepEqual(await value(last), { words: ["good", "last"] });
  assert.equal(reports[1]?.reason, "the word bad is missing: the server burns");
  assert.equal(await value(bad), undefined);
});

Deno.test("a secret in what a failure says stands in no report, whether others go on or the graph ends", async () => {
  const secret = MADE_UP_TOKEN;
  for (const onFailure of ["degrade", "end"] as const) {
    for (const failure of [new Error(`400 (you sent ${secret})`), new GraphStop(`refused: ${secret}`)]) {
      await using world = await graphWorld();
      const bad = wordsNode("bad", {
        onFailure,
        work: () => {
          throw failure;
        },
      });
      const said: string[] = [];
      const { reports, stopped } = await runGraph([bad, wordsNode("after", { uses: [bad] })], {
        ...world.options,
        onChange: (_, { reason }) => void said.push(reason ?? ""),
      });
      const all = [...said, ...reports.map(({ reason }) => reason), stopped].join("\n");
      assert.match(all, /\[redacted:github-token:/);
      assert.ok(!all.includes(secret.slice(4)), all);
    }
  }
});

Deno.test("a node can't run when all that it rests on failed, or one that it needs did", async () => {
  await using world = await graphWorld();
  const first = wordsNode("first", { work: fail("no") });
  const second = wordsNode("second", { work: fail("never") });
  const both = wordsNode("both", { uses: [first, second], onFailure: "end" });
  const after = wordsNode("after", { requires: [both] });
  const { reports, stopped } = await runGraph([first, second, both, after], world.options);
  assert.deepEqual(reports.map(({ state }) => state), ["failed", "failed", "skipped", "skipped"]);
  assert.equal(
    stopped,
    "the word both is missing: nothing that it rests on could be made " +
      "(the word first is missing: no; the word second is missing: never)",
  );
  assert.equal(reports[3]?.reason, "the word after is missing: it needs the word both");
});

Deno.test("a failure that ends the graph starts nothing more, and what runs is finished", async () => {
  for (const stop of [new Error("out of paper"), new GraphStop("the budget is used up")]) {
    await using world = await graphWorld({ concurrency: 2 });
    const failed = gate();
    const slow = wordsNode("slow", { work: () => failed.opened });
    const fatal = wordsNode("fatal", {
      onFailure: stop instanceof GraphStop ? "degrade" : "end",
      work: () => Promise.reject(stop),
    });
    const never = wordsNode("never");
    const { reports, stopped } = await runGraph([slow, fatal, never], {
      ...world.options,
      onChange: (_, { state }) => void (state === "failed" && failed.open()),
    });
    assert.deepEqual(reports.map(({ state }) => state), ["done", "failed", "waiting"]);
    assert.equal(
      stopped,
      stop instanceof GraphStop ? stop.message : `the word fatal is missing: ${stop.message}`,
    );
  }
});

Deno.test("an input that is missing or was changed on the disk isn't worked with", async () => {
  const damages: Readonly<Record<string, (folder: string) => Promise<void>>> = {
    "Cannot read": (folder) => Deno.remove(join(folder, "one.json")),
    "one.md was changed since": (folder) => Deno.writeTextFile(join(folder, "one.md"), "two"),
    "one.json was changed since": (folder) =>
      Deno.writeTextFile(join(folder, "one.json"), '{"words":["two"]}'),
  };
  for (const [expected, damage] of Object.entries(damages)) {
    await using world = await graphWorld({ concurrency: 1 });
    const one = wordsNode("one");
    const meddler = wordsNode("meddler", { work: () => damage(world.folder) });
    const two = wordsNode("two", { requires: [one], uses: [meddler] });
    const { reports } = await runGraph([one, meddler, two], world.options);
    assert.equal(reports[2]?.state, "failed");
    assert.ok(reports[2]?.reason?.includes(expected), reports[2]?.reason);
  }
});

Deno.test("an output that its schema doesn't accept is not written", async () => {
  await using world = await graphWorld();
  const wrong: GraphNode<Words> = {
    ...wordsNode("wrong"),
    run: () => Promise.resolve({ typed: asPublished('{"words":[1]}'), readable: asPublished("") }),
  };
  const { reports } = await runGraph([wrong], world.options);
  assert.match(reports[0]?.reason ?? "", /wrong\.json is wrong at words\.0/);
  assert.deepEqual([...Deno.readDirSync(world.folder)], []);
});

Deno.test("a node that hangs is given up after its time, and what it does later goes unnoticed", async () => {
  await using world = await graphWorld({ nodeTimeout: 20 });
  const late = gate();
  const aborted: unknown[] = [];
  const hanging = wordsNode("hanging", {
    work: async (run) => {
      run.signal.addEventListener("abort", () => aborted.push(run.signal.reason));
      await late.opened;
      run.note({ model: "late" });
    },
  });
  const deaf = wordsNode("deaf", {
    work: (run) =>
      new Promise((_, reject) =>
        run.signal.addEventListener("abort", () => reject(new Error("socket closed")))
      ),
  });
  const { reports } = await runGraph([hanging, deaf], world.options);
  late.open();
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (const { state, reason } of reports) {
    assert.equal(state, "failed");
    assert.match(reason ?? "", /no answer within 0\.02 s; run again, or raise --node-timeout: finished/);
  }
  assert.equal(aborted.length, 1);
  assert.deepEqual(reports[0]?.facts, {});
  assert.deepEqual([...Deno.readDirSync(world.folder)], []);
});

Deno.test("what hindered a node until its time was up is the reason that is told, redacted", async () => {
  await using world = await graphWorld({ nodeTimeout: 20 });
  const secret = MADE_UP_TOKEN;
  const hanging = wordsNode("hanging", {
    work: (run) => {
      run.hindered("the first failure");
      run.hindered(`models.example answered 529 (${secret})`);
      return new Promise(() => {});
    },
  });
  const { reports } = await runGraph([hanging], world.options);
  assert.match(
    reports[0]?.reason ?? "",
    /within 0\.02 s, while models\.example answered 529 \(\[redacted:.*\); run again later, or raise --node-timeout/,
  );
});

Deno.test("an interruption ends running nodes, starts none, and keeps what was finished", async () => {
  await using world = await graphWorld();
  const done = wordsNode("done");
  const hanging = wordsNode("hanging", {
    uses: [done],
    work: () => {
      world.controller.abort(new Error("Ctrl-C"));
      return new Promise(() => {});
    },
  });
  const never = wordsNode("never", { uses: [hanging] });
  const { reports, interrupted, value } = await runGraph([done, hanging, never], world.options);
  assert.ok(interrupted);
  assert.deepEqual(reports.map(({ state }) => state), ["done", "interrupted", "skipped"]);
  assert.deepEqual(await value(done), { words: ["done"] });
});

Deno.test("what a node notes is in its report, whether it is done or fails", async () => {
  await using world = await graphWorld();
  const noting = (name: string, work: () => Promise<void>) =>
    wordsNode(name, {
      work: (run) => {
        run.note({ model: "m", attempts: 1 });
        run.note({ attempts: 2 });
        return work();
      },
    });
  const nodes = [noting("good", () => Promise.resolve()), noting("bad", fail("no"))];
  const { reports } = await runGraph(nodes, world.options);
  for (const { facts } of reports) assert.deepEqual(facts, { model: "m", attempts: 2 });
});

Deno.test("a wrong graph is refused: a name twice, a node that isn't there before, an input that wasn't named", async () => {
  await using world = await graphWorld();
  const one = wordsNode("one");
  const two = wordsNode("two", { uses: [one] });
  await assert.rejects(runGraph([one, wordsNode("one")], world.options), /"one" is in the graph twice/);
  await assert.rejects(runGraph([two, one], world.options), /two waits for one, which isn't before it/);
  const curious = wordsNode("curious", { work: (_, inputs) => void inputs.get(one) });
  const { reports } = await runGraph([one, curious], world.options);
  assert.match(reports[1]?.reason ?? "", /curious reads one, which it doesn't wait for/);
});

Deno.test("any graph with any failures: done means that all it needs was done before, and values say so", async () => {
  const anyNode = fc.record({
    requires: fc.array(fc.nat(), { maxLength: 2 }),
    uses: fc.array(fc.nat(), { maxLength: 3 }),
    fails: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyNode, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 4 }),
      async (plan, concurrency) => {
        await using world = await graphWorld({ concurrency });
        const nodes: GraphNode<Words>[] = [];
        const pick = (indexes: readonly number[]) => [
          ...new Set(indexes.flatMap((index) => nodes.length === 0 ? [] : nodes[index % nodes.length] ?? [])),
        ];
        for (const [index, { requires, uses, fails }] of plan.entries()) {
          const options = {
            requires: pick(requires),
            uses: pick(uses),
            ...(fails ? { work: fail("no") } : {}),
          };
          nodes.push(wordsNode(`n${index}`, options));
        }
        const { reports, value } = await runGraph(nodes, world.options);
        const done = new Set(nodes.filter((_, index) => reports[index]?.state === "done"));
        for (const [index, node] of nodes.entries()) {
          const possible = node.requires.every((needed) => done.has(needed as GraphNode<Words>)) &&
            (node.uses.length === 0 || node.uses.some((used) => done.has(used as GraphNode<Words>)));
          const expected = !possible ? "skipped" : plan[index]?.fails ? "failed" : "done";
          assert.equal(reports[index]?.state, expected);
          if (expected === "done") assert.equal((await value(node))?.words.at(-1), node.name);
        }
      },
    ),
    { numRuns: 60 },
  );
});
