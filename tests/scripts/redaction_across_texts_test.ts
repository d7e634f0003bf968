/** A secret of one text of a plan, in all its others: sessions, comments, what is uploaded. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { formatBytes } from "../../lib/cli/mod.ts";
import { unpackMaterials } from "../../lib/materials/mod.ts";
import { countTokens } from "../../lib/preprocess/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { uploadLearnMaterials } from "../../scripts/upload_learn_materials.ts";
import { PLAN_ISSUE, seedPlanIssue } from "../support/plan_scenario.ts";
import {
  conversation,
  failureOf,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  PLANNING,
  type World,
} from "./trigger_world.ts";

/** What is said in a plan's two sessions, and in a comment on its pull request. */
interface Said {
  readonly planning: string;
  readonly implementation: string;
  readonly comment?: string;
}

async function seedPlan(world: World, { planning, implementation, comment }: Said): Promise<void> {
  const old = new Date("2026-01-01T00:00:00Z");
  const logs = [
    await world.writeLog(PLANNING, conversation(PLANNING, planning, "Yes.")),
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, implementation, "Set.")),
  ];
  for (const log of logs) await Deno.utime(log, old, old);
  seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] });
  if (comment === undefined) return;
  world.emulator.seedPullRequest({
    number: 57,
    title: "Retry uploads",
    head: "P42-retry-uploads",
    state: "merged",
    mergedAt: "2026-11-20T16:40:00Z",
    closesIssues: [PLAN_ISSUE],
    discussion: [{ author: "linus", body: comment }],
  });
}

Deno.test("an account that one session tells of is in no other session of the plan, from the cache neither", () =>
  inWorld(async (world) => {
    await seedPlan(world, {
      planning: "-rw-r--r-- 1 kimlee staff 12 Jan  1 10:00 notes.txt",
      implementation: "It is in /Users/kimlee/notes.txt",
    });
    for (const round of ["converted", "from the cache"]) {
      const { materials } = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.newContext());
      const folder = materials?.folder ?? "";
      const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
      const planning = names.find((name) => /^planning-.*\.xml$/.test(name)) ?? "";
      const xml = Deno.readTextFileSync(join(folder, planning));
      assert.match(xml, /-rw-r--r-- 1 \[redacted:user-name:[0-9a-f]{4}\] staff/, round);
    }
  }));

Deno.test("a secret of one session is in no other session of the plan and in no comment, from the cache neither", () =>
  inWorld(async (world) => {
    const password = ["Vn9.k_", "A.7lGlY3W"].join("");
    await seedPlan(world, {
      planning: `Is it ${password} here?`,
      implementation: `ADMIN_PASSWORD=${password}`,
      comment: `Why ${password}?`,
    });
    const mark = /\[redacted:password:[0-9a-f]{4}\]/;
    for (const round of ["converted", "from the cache"]) {
      const { materials } = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.newContext());
      const folder = materials?.folder ?? "";
      const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
      const texts = names.filter((name) => !name.startsWith(".")).map((name) =>
        [name, Deno.readTextFileSync(join(folder, name))] as const
      );
      for (const [name, text] of texts) assert.ok(!text.includes(password), `${round}: ${name}`);
      for (
        const form of [/^planning-.*\.xml$/, /^impl-.*\.xml$/, /^pr-discussion-comments/, /^pr-comments/]
      ) {
        assert.match(texts.find(([name]) => form.test(name))?.[1] ?? "", mark, `${round}: ${form}`);
      }
    }
    await triggerAsyncLearn(INPUT, world.newContext());
    const uploaded = Object.values(world.emulator.gists().at(-1)?.files ?? {}).join("");
    assert.match(uploaded, /Why \[redacted:password:/);
    assert.ok(!uploaded.includes(password));
  }));

Deno.test("a secret that only a comment tells of is in no session, after an interrupted run neither; ids of sessions stay", () =>
  inWorld(async (world) => {
    const password = ["Vn9.k_", "A.7lGlY3W"].join("");
    await seedPlan(world, {
      planning: `Is it ${password} here?`,
      implementation: `SESSION_TOKEN=${PLANNING}`,
      comment: `ADMIN_PASSWORD=${password}, or PASSWORD=${IMPLEMENTATION}`,
    });
    world.emulator.faults.inject({
      method: "POST",
      path: /^\/gists$/,
      fault: { kind: "status", status: 403 },
    });
    await failureOf(triggerAsyncLearn(INPUT, world.newContext()));
    await triggerAsyncLearn(INPUT, world.newContext());
    const uploaded = Object.values(world.emulator.gists().at(-1)?.files ?? {}).join("");
    assert.ok(!uploaded.includes(password));
    assert.match(uploaded, /Is it \[redacted:password:[0-9a-f]{4}\] here/);
    for (const id of [PLANNING, IMPLEMENTATION]) {
      assert.ok(uploaded.includes(`<session id="${id}"`), uploaded);
    }
  }));

Deno.test("parts from which another session's secret is taken stay below the tokens of a part", () =>
  inWorld(async (world) => {
    // Fewer tokens than its mark has.
    const password = ["Copper_", "otter71"].join("");
    const asked = `${password} `.repeat(900);
    await seedPlan(world, { planning: asked, implementation: `ADMIN_PASSWORD=${password}` });
    const { materials } = await triggerAsyncLearn(
      { ...INPUT, dryRun: true, maxTokens: 1500 },
      world.newContext(),
    );
    const folder = materials?.folder ?? "";
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    const parts = names.filter((name) => name.startsWith("planning-") && name.endsWith(".xml"));
    assert.ok(parts.length > 3);
    for (const name of parts) {
      const text = await Deno.readTextFile(join(folder, name));
      assert.ok(!text.includes(password), name);
      assert.ok(countTokens(text) <= 1500, `${name}: ${countTokens(text)}`);
    }
  }));

/** Everything of a folder of materials. */
async function textIn(folder: string): Promise<string> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.filter((name) => name.endsWith(".xml")).sort().map((name) =>
    Deno.readTextFileSync(join(folder, name))
  ).join("\n");
}

const LONG_PASSWORD = ["Vq9zKw4TmXb7", "RpLd2QnHs8Yf3"].join("");

for (
  const [where, said] of [
    ["another session", { planning: `DB_PASSWORD=${LONG_PASSWORD}`, after: "Done." }],
    ["the same session, later", {
      planning: "Plan it.",
      before: "Go.",
      after: `DB_PASSWORD=${LONG_PASSWORD}`,
    }],
  ] as const
) {
  for (const separator of [";", "/", "+", "%20", '","', "\\n"]) {
    Deno.test(`no piece of a secret that ${where} tells of stays where a part ends, between ${separator}`, () =>
      inWorld(async (world) => {
        const bare = Array.from({ length: 400 }, () => LONG_PASSWORD).join(separator);
        await world.writeLog(PLANNING, conversation(PLANNING, said.planning, "Yes."));
        await world.writeLog(IMPLEMENTATION, [
          // More than is redacted at once.
          ...conversation(IMPLEMENTATION, bare, "These words stand between. ".repeat(4_000)),
          ...conversation(IMPLEMENTATION, said.after, "Good.").map((line) => ({
            ...line as Record<string, unknown>,
            uuid: crypto.randomUUID(),
          })),
        ]);
        seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] });
        const input = { ...INPUT, dryRun: true, maxTokens: 1000 };
        const { materials } = await triggerAsyncLearn(input, world.newContext());
        const text = await textIn(materials?.folder ?? "");
        assert.match(text, /continues="yes"/);
        for (let at = 0; at + 4 <= LONG_PASSWORD.length; at++) {
          const piece = LONG_PASSWORD.slice(at, at + 4);
          assert.ok(!text.includes(piece), piece);
        }
      }));
  }
}

Deno.test("the manifest, the answer and the table tell of the parts as they are after that", () =>
  inWorld(async (world) => {
    const password = ["Vn9.k_", "A.7lGlY3W"].join("");
    await seedPlan(world, {
      planning: `ADMIN_PASSWORD=${password}`,
      implementation: `Use ${password} ${"and again ".repeat(200)}${password}.`,
    });
    const notes: string[] = [];
    const context = world.newContext();
    const progress = { ...context.progress, note: (line: string) => void notes.push(line) };
    const answer = await triggerAsyncLearn(INPUT, { ...context, progress });
    const { files } = await unpackMaterials(
      Object.values(world.emulator.gists().at(-1)?.files ?? {})[0] ?? "",
    );
    const texts = new Map(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]));
    const manifest = JSON.parse(texts.get("manifest.json") ?? "");
    const session = manifest.sessions.find(({ id }: { id: string }) => id === IMPLEMENTATION);
    const part = texts.get(`impl-${IMPLEMENTATION}.xml`) ?? "";
    const bytes = new TextEncoder().encode(part).length;
    assert.equal(session.bytes_out, bytes);
    assert.deepEqual(session.ledger.redacted.reasons.password, { count: 2, bytes: 2 * password.length });
    const all = manifest.sessions.map(({ ledger }: typeof session) => ledger.redacted.reasons.password.count);
    assert.deepEqual(all.toSorted(), [1, 2]);
    assert.equal(manifest.redactions.password, 3);
    const row = notes.join("\n").split("\n").find((line) => line.includes("impl 1c65b6d6")) ?? "";
    assert.ok(row.endsWith(formatBytes(bytes)), row);
    const record = join(answer.materials?.folder ?? "", `impl-${IMPLEMENTATION}.ledger.json`);
    assert.equal(JSON.parse(await Deno.readTextFile(record)).bytes_out, bytes);
  }));

Deno.test("packing a folder tells of its parts as they are packed, whoever edited them", () =>
  inWorld(async (world) => {
    const password = ["Vn9.k_", "A.7lGlY3W"].join("");
    await seedPlan(world, { planning: "Plan it.", implementation: "Do it." });
    const { materials } = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.newContext());
    const folder = materials?.folder ?? "";
    const path = join(folder, `impl-${IMPLEMENTATION}.xml`);
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace("Do it.", `PASSWORD=${password}`));
    await uploadLearnMaterials({ directory: folder, issueNumber: PLAN_ISSUE }, world.newContext());
    const { files } = await unpackMaterials(
      Object.values(world.emulator.gists().at(-1)?.files ?? {})[0] ?? "",
    );
    const manifest = JSON.parse(
      new TextDecoder().decode(files.find(({ name }) => name === "manifest.json")?.bytes),
    );
    const session = manifest.sessions.find(({ id }: { id: string }) => id === IMPLEMENTATION);
    assert.equal(session.bytes_out, files.find(({ name }) => name.startsWith("impl-"))?.bytes.length);
    assert.equal(session.ledger.redacted.reasons.password.count, 1);
  }));

Deno.test("what the plan's title, body or comments or its pull request's title tell of is in no session, and isn't counted", () =>
  inWorld(async (world) => {
    const passwords = ["Vn9.k_A.7lGlY3W", "Xq7.m_B.2pWlT8R", "Zk4.t_C.9sYlQ5D"];
    const [inBody = "", inComment = "", inTitle = ""] = passwords;
    await world.writeLog(PLANNING, conversation(PLANNING, `Is it ${passwords.join(" or ")} here?`, "Yes."));
    seedPlanIssue(world.emulator, { planning: PLANNING }, {
      title: `Rotate ${inBody}`,
      comments: [{ author: "ada", body: `ADMIN_PASSWORD=${inComment}` }],
    });
    world.emulator.editIssue(PLAN_ISSUE, { body: (body) => `${body}\nADMIN_PASSWORD=${inBody}` });
    world.emulator.seedPullRequest({
      number: 57,
      title: `Use PASSWORD=${inTitle}`,
      head: "P42-retry-uploads",
      state: "merged",
      mergedAt: "2026-11-20T16:40:00Z",
      closesIssues: [PLAN_ISSUE],
      discussion: [],
    });
    const lines: string[] = [];
    const context = world.newContext();
    const step = (title: string) => ({
      update: () => {},
      done: (summary = "") => void lines.push(`${title}: ${summary}`),
      skipped: () => {},
      failed: () => {},
    });
    const progress = { ...context.progress, step };
    const { materials } = await triggerAsyncLearn(
      { ...INPUT, dryRun: true },
      { ...context, progress },
    );
    const text = await textIn(materials?.folder ?? "");
    for (const password of passwords) assert.ok(!text.includes(password), password);
    assert.match(lines.join("\n"), /Read plan issue #42: "Rotate \[redacted:password:[0-9a-f]{4}\]"/);
    assert.equal((await context.redactor()).receipt()["password"], 3);
  }));
