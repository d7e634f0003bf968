import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { joinParts } from "../../../../lib/learn/source/join_parts.ts";
import { type MaterialsSource, readMaterialsSource } from "../../../../lib/learn/source/mod.ts";
import { readPart } from "../../../../lib/learn/source/read_part.ts";
import {
  type Element,
  element,
  isText,
  type RedactedElement,
} from "../../../../lib/preprocess/events/element.ts";
import { agentScope, type Scope } from "../../../../lib/preprocess/events/session_event.ts";
import { packEvents, renderElement } from "../../preprocess/parts/packing.ts";
import { asPublished, createRedactor } from "../../../../lib/redact/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { session } from "../../../support/session_builder/mod.ts";
import { convertSession, inFolder } from "../../preprocess/converting.ts";
import { MADE_UP_TOKEN } from "../../../support/made_up_token.ts";

const redactor = await createRedactor();

const read = (files: Readonly<Record<string, string | Uint8Array>>): Promise<MaterialsSource> =>
  inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeFile(
        join(folder, name),
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      );
    }
    return await readMaterialsSource(folder, redactor);
  });

const part = (number: number, parts: number, body: string, id = "s1") =>
  `<session id="${id}" part="${number}" parts="${parts}">\n${body}\n</session>`;

Deno.test("events have origin, agent and parameters, and pieces over several parts are one", async () => {
  const report = Array.from({ length: 900 }, (_, line) => `${line}: tide ${line * 7} < ${line} & more`).join(
    "\n",
  );
  const builder = session({ version: "2.1.200", seed: "source" }).prompt("Count, please")
    .agent("Explore", "Look around", (agent) => agent.bash("ls src", "a.ts").assistant(report))
    .edit("/r/a.ts", "one", "two").deny("not that file");
  const whole = await convertSession(builder);
  const cut = await convertSession(builder, { maxTokens: 2000 });
  assert.ok(cut.parts.length > 2);
  const files = (parts: readonly string[]) =>
    Object.fromEntries(
      parts.map((xml, index) => [`impl-x${parts.length > 1 ? `-part${index + 1}` : ""}.xml`, xml]),
    );
  const one = (await read(files(whole.parts))).sessions[0];
  const many = await read(files(cut.parts));
  assert.deepEqual(many.gaps, []);
  assert.ok(one !== undefined);
  const comparable = (events: typeof one.events) => events.map((event) => ({ ...event, part: 0 }));
  assert.deepEqual(comparable(many.sessions[0]?.events ?? []), comparable(one.events));
  assert.deepEqual(
    many.sessions[0]?.parts.map(({ number }) => number),
    cut.parts.map((_, index) => index + 1),
  );
  const byName = Map.groupBy(one.events, ({ name }) => name);
  assert.deepEqual(byName.get("user")?.map(({ origin, text }) => [origin, text]), [[
    "person",
    "Count, please",
  ], ["person", "not that file"]]);
  const inner = one.events.filter(({ agent }) => agent !== undefined);
  assert.deepEqual(inner.map(({ origin }) => origin), ["agent", "agent", "tool", "agent"]);
  assert.ok(inner.at(-1)?.text.includes("899: tide 6293 < 899 & more"));
  const edit = one.events.find(({ attributes }) => attributes["name"] === "Edit");
  assert.equal(edit?.parameters["file_path"], "/r/a.ts");
  assert.match(edit?.parameters["diff"] ?? "", /^-one\n\+two$/m);
  assert.equal(edit?.text, "");
  assert.equal(one.started, many.sessions[0]?.started);
  assert.match(one.started ?? "", /^20/);
});

/** The same element as what redaction gives: these texts hold no secret. */
function asRedacted({ children, ...made }: Element): RedactedElement {
  const redacted = children.map((child) => isText(child) ? asPublished(`${child}`) : asRedacted(child));
  return { ...made, children: redacted };
}

const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: "binary", maxLength: 1 }),
    fc.constantFrom("<", "&", "]]>", "\n", "\r\n", "a b", "\ud800"),
  ),
  maxLength: 300,
});
const anyEvent = (ref: string) =>
  fc.oneof(
    fc.tuple(fc.constantFrom("user", "assistant", "thinking", "tool_result", "event"), anyText).map((
      [name, text],
    ) => element(name, { ref, at: "10:00:00" }, text)),
    fc.tuple(anyText, anyText).map(([one, two]) =>
      element(
        "tool_use",
        { ref, name: "Bash" },
        element("param", { name: "command" }, one),
        element("diff", {}, two),
      )
    ),
  );

Deno.test("whatever the renderer writes is read back, in however many parts", () => {
  const anyEvents = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }).chain((inAgent) =>
    fc.tuple(
      ...inAgent.map((inside, index) =>
        anyEvent(`${inside ? "a1:" : ""}L${index + 1}`).map((made) => ({ made, inside }))
      ),
    )
  );
  fc.assert(
    fc.property(anyEvents, (events) => {
      const task: Scope = {
        parent: undefined,
        element: { name: "tool_use", attributes: { ref: "L99", name: "Task" } },
      };
      const agent = agentScope(
        { id: "a1", type: "Explore", description: undefined, toolUse: undefined },
        task,
      );
      const packed = packEvents(
        events.map(({ made, inside }) => ({
          element: asRedacted(made),
          scope: inside ? agent : undefined,
        })),
        250,
      );
      const parts = packed.map(({ xml }, index) => ({
        number: index + 1,
        part: readPart(part(index + 1, packed.length, xml)),
      }));
      for (const { part } of parts) assert.equal(part.problem, undefined);
      const found = joinParts(parts).filter(({ ref }) => ref !== "L99");
      const expected = events.map(({ made, inside }) => ({
        ...alone(made),
        agent: inside ? "a1" : undefined,
      }));
      assert.deepEqual(
        found.map(({ ref, text, parameters, agent }) => ({ ref, text, parameters: [...parameters], agent })),
        expected,
      );
    }),
    { numRuns: 60 },
  );
});

/** An event as it reads by itself, uncut. */
function alone(made: Element) {
  const [event] = joinParts([{
    number: 1,
    part: readPart(part(1, 1, renderElement(asRedacted(made)))),
  }]);
  return { ref: event?.ref, text: event?.text, parameters: [...event?.parameters ?? []] };
}

Deno.test("any text is read without an error of ours", () => {
  const markup = fc.string({
    unit: fc.constantFrom(
      "<user ref='L1'>",
      "</user>",
      "<agent id='x'>",
      "<param name='p'>",
      "</",
      ">",
      "<",
      "&",
      "&bad;",
      "<![CDATA[",
      "]]>",
      "<!DOCTYPE a [<!ENTITY b 'c'>]>",
      "<?x ?>",
      "a:b",
      "\u0000",
      "text",
      '"',
    ),
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.oneof(markup, fc.string({ unit: "binary" })), (xml) => {
      joinParts([{ number: 1, part: readPart(xml) }]);
    }),
    { numRuns: 500 },
  );
});

Deno.test("parts of the older program are read, also where they are no XML", async () => {
  const { sessions, gaps } = await read({
    "impl-old.xml": [
      "<session>",
      '  <meta branch="fix" />',
      "  <user>Mend it</user>",
      "  <assistant>I run \u001b[1mthem</assistant>",
      '  <tool_use name="Bash" id="toolu_1">',
      '    <param name="command">npm test</param>',
      "  </tool_use>",
      '  <tool_result tool="toolu_1">',
      "Exit code 1",
      "  </tool_result>",
      "  <user>[Request interrupted by user]</user>",
      "  <user><b>cut off here",
    ].join("\n"),
  });
  const [old] = sessions;
  assert.deepEqual(old?.events.map(({ name, origin }) => `${name} ${origin}`), [
    "user person",
    "assistant agent",
    "tool_use agent",
    "tool_result tool",
    "event client",
    "user person",
  ]);
  assert.equal(old?.events[3]?.attributes["for"], old?.events[2]?.ref);
  assert.equal(old?.events[5]?.text, "cut off here");
  assert.equal(old?.branch, "fix");
  assert.equal(new Set(old?.events.map(({ ref }) => ref)).size, 6);
  assert.equal(old?.warnings.length, 1);
  assert.match(
    gaps.join("\n"),
    /impl-old\.xml is no well-formed XML \(\d+ errors, the first: .*\); what could be read of it is kept\./,
  );
});

Deno.test("what is missing is told: parts, files of the manifest, damaged comments, lines of logs", async () => {
  const manifest = {
    format: "erk-learn-materials",
    schema_version: 1,
    issue_number: 7,
    created_at: "2026-02-01T00:00:00Z",
    program_version: "1",
    files: [{ name: "planning-p.xml", bytes: 1, sha256: "0".repeat(64) }],
  };
  const { gaps, sessions, comments } = await read({
    "impl-a-part1.xml": part(1, 5, '<user ref="L1">one</user>', "a"),
    "impl-a-part4.xml": part(4, 5, '<user ref="L2">four</user>', "a"),
    "manifest.json": JSON.stringify(manifest),
    "pr-review-comments.json": "{ broken",
    "pr-discussion-comments.json": JSON.stringify({
      success: true,
      comments: [{ id: 1, author: "grace", body: "Why?" }, 5, { body: 3 }],
    }),
    "notes.txt": "mine",
  });
  assert.deepEqual(sessions.map(({ id, events }) => [id, events.length]), [["a", 2]]);
  assert.deepEqual(comments.map(({ ref, source, comments }) => [ref, source, comments[0]?.body]), [[
    "1",
    "discussion",
    "Why?",
  ]]);
  assert.deepEqual(
    gaps,
    [
      "The review comments in pr-review-comments.json are no JSON and are left out.",
      "2 of the review comments in pr-discussion-comments.json can't be read and are left out.",
      "1 files that the manifest names are missing: planning-p.xml.",
    ].toSpliced(
      0,
      0,
      "Parts 2 to 3, 5 are missing of the 5 parts of session a: what happened there is unknown.",
    ),
  );
});

Deno.test("comments of older clients come in one file, and the two newer ones go before it", async () => {
  const thread = {
    id: "T1",
    path: "a.ts",
    line: 3,
    is_resolved: true,
    comments: [{ author: "grace", body: "Rename", created_at: "2026-02-01" }],
  };
  const both = {
    success: true,
    threads: [thread],
    comments: [{ id: 4, author: { login: "ada" }, body: "Done" }],
  };
  const older = await read({ "pr-comments.json": JSON.stringify(both) });
  assert.deepEqual(older.comments.map(({ source, ref, resolved, path }) => [source, ref, resolved, path]), [
    ["review-thread", "T1", true, "a.ts"],
    ["discussion", "4", undefined, undefined],
  ]);
  assert.equal(older.comments[1]?.comments[0]?.author, "ada");
  const newer = await read({
    "pr-comments.json": JSON.stringify(both),
    "pr-review-comments.json": JSON.stringify({ success: true, threads: [thread] }),
    "pr-discussion-comments.json": JSON.stringify({ success: false, error: "403", comments: [] }),
  });
  assert.equal(newer.comments.length, 1);
  assert.deepEqual(newer.gaps, [
    "The review comments in pr-discussion-comments.json are not complete (403).",
  ]);
  assert.deepEqual(newer.unread, newer.gaps);
  const neither = JSON.stringify({ success: false, error: "502" });
  const { unread } = await read({
    "pr-review-comments.json": neither,
    "pr-discussion-comments.json": neither,
  });
  assert.deepEqual(unread, [
    "The review comments in pr-review-comments.json and pr-discussion-comments.json are not complete (502).",
  ]);
});

Deno.test("what is told of comments that are not complete is redacted", async () => {
  const password = ["Zk93nf", "Q0bD1x"].join("");
  const error = `DB_PASSWORD=${password} in /home/kim/x`;
  const { gaps } = await read({
    "pr-comments.json": JSON.stringify({ success: false, error, comments: [] }),
  });
  assert.match(gaps.join(), /are not complete \(DB_PASSWORD=\[redacted:password:.{4}\] in ~\/x\)/);
});

Deno.test("secrets that somebody put into materials are taken out, and marks stay", async () => {
  const secret = MADE_UP_TOKEN;
  const mark = "[redacted:github-token:1a2b]";
  const { sessions, comments } = await read({
    "impl-x.xml": part(
      1,
      1,
      `<user ref="L1">use ${secret} or ${mark}</user><tool_use ref="L2"><param name="command">echo ${secret}</param></tool_use>`,
      "x",
    ),
    "pr-discussion-comments.json": JSON.stringify({
      success: true,
      comments: [{ id: 1, author: "g", body: `it is ${secret}` }],
    }),
  });
  const all = JSON.stringify([sessions, comments]);
  assert.ok(!all.includes(secret));
  assert.ok(sessions[0]?.events[0]?.text.endsWith(` or ${mark}`));
  assert.match(sessions[0]?.parts[0]?.xml ?? "", /use \[redacted:/);
});

Deno.test("hostile parts stay cheap: endless nesting, one enormous line, bytes that are no text", async () => {
  const { sessions, gaps } = await read({
    "impl-deep.xml": `<session id="deep"><user ref="L1">first</user>${"<a>".repeat(100_000)}`,
    "impl-line.xml": part(1, 1, `<user ref="L1">${"x".repeat(3_000_000)}</user>`, "line"),
    "impl-errors.xml": `<session><user ref="L1">kept</user>${"<".repeat(400_000)}`,
    "impl-bytes.xml": new Uint8Array(2000).map((_, index) => index * 37),
  });
  assert.match(gaps.join("\n"), /impl-deep\.xml .*more than 200 levels deep; what follows them is left out/);
  assert.match(gaps.join("\n"), /impl-errors\.xml .*too many errors; what follows them is left out/);
  assert.equal(sessions.find(({ id }) => id === "errors")?.events[0]?.text, "kept");
  const deep = sessions.find(({ id }) => id === "deep");
  assert.equal(deep?.events[0]?.text, "first");
  assert.equal(sessions.find(({ id }) => id === "line")?.events[0]?.text.length, 3_000_000);
});

Deno.test("a part that holds nothing of a session is no session but a gap, and what has no root is read all the same", async () => {
  const page = "<html><head><title>502</title></head><body>Bad Gateway</body></html>";
  const { sessions, gaps } = await read({
    "impl-a.xml": "hello",
    "impl-b.xml": "",
    "impl-c.xml": page,
    "impl-d.xml": part(1, 1, '<user ref="L1">one</user>', "d").slice(0, 20),
    "impl-e.xml": part(1, 1, '<usage ref="L1">5 tokens</usage>', "e"),
    "impl-f-part1.xml": part(1, 2, '<user ref="L1">kept</user>', "f"),
    "impl-f-part2.xml": page,
    "impl-g.xml": '<user ref="L1">without a root</user>',
    "impl-h.xml": part(1, 1, '<of_a_later_version ref="L1">kept</of_a_later_version>', "h"),
  });
  assert.deepEqual(sessions.map(({ id, parts, events }) => [id, parts.length, events.length]), [
    ["f", 1, 1],
    ["g", 1, 1],
    ["h", 1, 1],
  ]);
  assert.deepEqual(
    gaps.map((gap) => gap.split(" holds nothing of a session and is left out")[0]),
    ["impl-a.xml", "impl-b.xml", "impl-c.xml", "impl-d.xml", "impl-e.xml", "impl-f-part2.xml"],
  );
  assert.match(gaps[3] ?? "", /left out: it is no well-formed XML/);
});

Deno.test("a folder that is not there is the caller's to correct; an empty one holds nothing", async () => {
  await assert.rejects(
    readMaterialsSource("/no/such/folder", redactor),
    (error: unknown) => error instanceof UserError && error.message.includes("/no/such/folder"),
  );
  assert.deepEqual(await read({}), { sessions: [], comments: [], gaps: [], unread: [] });
});
