import assert from "node:assert/strict";
import { join } from "node:path";
import { renderChanges } from "../../../../lib/learn/apply/render_changes.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { item, makeTree, tripwire } from "./documents_tree.ts";

Deno.test("a new document gets a frontmatter, a heading, the draft, and tripwires that aim at it", async () => {
  await using tree = await makeTree({});
  const { changes } = await tree.apply({
    items: [item({
      action: "CREATE",
      location: "docs/retries/jitter.md",
      draftContent:
        "---\ntitle: Jitter\nread_when: [waiting]\nowner: somebody\n---\nUse it.\n\n```sh\n# no heading\n```",
      readWhen: ["changing retries: all of them", "waiting"],
    })],
    tripwires: [tripwire({ targetDocPath: "docs/retries/jitter.md" })],
  });
  assert.deepEqual(changes.map(({ path, kind, tripwires }) => [path, kind, tripwires]), [[
    "docs/retries/jitter.md",
    "created",
    1,
  ]]);
  assert.equal(
    await tree.read("docs/retries/jitter.md"),
    [
      "---",
      "title: Jitter",
      "read_when:",
      "  - waiting",
      '  - "changing retries: all of them"',
      "tripwires:",
      "  - action: calling retry()",
      "    warning: Use fullJitter().",
      "---",
      "",
      "# Jitter",
      "",
      "Use it.",
      "",
      "```sh",
      "# no heading",
      "```",
      "",
    ].join("\n"),
  );
});

Deno.test("a document that exists gets a section, and its own text stays; a second run changes nothing", async () => {
  const before = "\ufeff# Uploads\r\n\r\nText.\r\n";
  await using tree = await makeTree({ "docs/uploads.md": before });
  const changes = {
    items: [
      item({ draftContent: "# Full jitter\n\nUse it.\n\n## Why\n\nMay." }),
      item({ title: "Ports", action: "CREATE", draftContent: "8080." }),
    ],
    tripwires: [tripwire({})],
  };
  const first = await tree.apply(changes);
  assert.deepEqual(first.changes[0]?.titles, ["Jitter for retries", "Ports"]);
  const after = await tree.read("docs/uploads.md");
  assert.equal(
    after,
    "\ufeff---\r\ntripwires:\r\n  - action: calling retry()\r\n    warning: Use fullJitter().\r\n---\r\n# Uploads\r\n\r\nText.\r\n\r\n" +
      "## Full jitter\r\n\r\nUse it.\r\n\r\n### Why\r\n\r\nMay.\r\n\r\n## Ports\r\n\r\n8080.\r\n",
  );
  const second = await tree.apply(changes);
  assert.deepEqual([second.changes.length, second.alreadyThere, second.left.length], [0, 3, 0]);
  assert.equal(await tree.read("docs/uploads.md"), after);
});

Deno.test("a draft of a document that somebody has made since adds its section, without the title once more", async () => {
  await using tree = await makeTree({ "docs/uploads.md": "# Uploads\n\n## Waits\n\nA second.\n" });
  await tree.apply({
    items: [
      item({ action: "CREATE", draftContent: "# Uploads\n\n## Jitter\n\nUse it.\n\n### Why\n\nMay." }),
      item({ title: "All", action: "CREATE", draftContent: "# uploads\n\nAbout all.\n\n## Ports\n\n8080." }),
      item({
        title: "Both",
        action: "CREATE",
        draftContent: "# Uploads\n\n## One\n\nFirst.\n\n## Two\n\nSecond.",
      }),
    ],
  });
  assert.equal(
    await tree.read("docs/uploads.md"),
    "# Uploads\n\n## Waits\n\nA second.\n\n## Jitter\n\nUse it.\n\n### Why\n\nMay.\n\n" +
      "## All\n\nAbout all.\n\n### Ports\n\n8080.\n\n## Both\n\n### One\n\nFirst.\n\n### Two\n\nSecond.\n",
  );
});

Deno.test("what is not for a program to do is left for a person, with the reason", async () => {
  await using tree = await makeTree({
    "docs/uploads.md": "# Uploads\n",
    "docs/broken.md": "---\na: [1\n---\n",
    "docs/open.md": "# Open\n\n```sh\nmake\n",
    "docs/merged.md": "# M\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n",
    "docs/git.md": "# Git\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n",
  });
  await Deno.writeFile(join(tree.root, "docs/latin.md"), new Uint8Array([0x23, 0x20, 0xe4]));
  await Deno.mkdir(join(tree.root, "docs/folder.md"));
  const { changes, left } = await tree.apply({
    items: [
      item({ action: "CODE_CHANGE", location: "src/retry.ts" }),
      item({ action: "DELETE_STALE" }),
      item({ action: "UPDATE_REFERENCES" }),
      item({ draftContent: " \n" }),
      item({ action: "CREATE", location: "../outside.md" }),
      item({ location: "docs/latin.md" }),
      item({ location: "docs/folder.md" }),
      item({ location: "docs/open.md" }),
      item({ location: "docs/merged.md" }),
    ],
    tripwires: [
      tripwire({ targetDocPath: "docs/missing.md" }),
      tripwire({ targetDocPath: "docs/broken.md" }),
      tripwire({ criteria: { ...tripwire({}).criteria, silent: false } }),
    ],
  });
  assert.deepEqual(changes, []);
  const reasons = left.map(({ reason }) => reason);
  const expected = [
    /changing code/,
    /deleting/,
    /which reference/,
    /no draft/,
    /outside of the repository/,
    /not UTF-8/,
    /it is no file/,
    /never closed/,
    /conflict markers/,
    /no such document/,
    /not valid YAML/,
  ];
  assert.equal(reasons.length, expected.length);
  for (const [index, pattern] of expected.entries()) assert.match(reasons[index] ?? "", pattern);
  assert.equal((await tree.apply({ items: [item({ location: "docs/git.md" })] })).changes.length, 1);
  const both = ["docs/new.md", "docs/new.md/below.md"].map((location) => item({ location }));
  const nested = await tree.apply({ items: both });
  assert.deepEqual(nested.left.map(({ location }) => location), ["docs/new.md/below.md"]);
});

Deno.test("marks of conflicts are looked for in time that grows with the document", async () => {
  const time = async (marks: number) => {
    await using tree = await makeTree({ "docs/git.md": "<<<<<<< a\n=======\n".repeat(marks) });
    const start = performance.now();
    await tree.apply({ items: [item({ location: "docs/git.md" })] });
    return performance.now() - start;
  };
  await time(100);
  await assertGrowsLess(12, () => time(600), () => time(100));
});

Deno.test("the pull request's text notifies nobody, closes nothing, and hides nothing", async () => {
  await using tree = await makeTree({});
  const planned = await tree.apply({
    items: [
      item({ title: "Closes #1 @octocat \u001b[31m \u202e \0" }),
      item({ title: "@ada", location: "x\0.md" }),
    ],
  });
  const text = renderChanges(planned, { ...ORIGIN, title: "Fixes #2, not #42" });
  assert.doesNotMatch(text, /#[12]\b|@\w(?![^`\n]*`)|(?!\n)\p{Cc}|\u202e/u);
  assert.match(text, /plan #42 taught/);
});

Deno.test("the pull request's text names the line that a review thread is on, not its id", async () => {
  await using tree = await makeTree({ "docs/uploads.md": "# Uploads\n" });
  const thread = {
    kind: "review",
    source: "review-thread",
    ref: "PRRT_1",
    quote: "never without a limit",
  } as const;
  const planned = await tree.apply({ items: [item({ citations: [thread] })] });
  const text = renderChanges(planned, { ...ORIGIN, threads: { PRRT_1: "src/upload.ts:12" } });
  assert.match(text, /- review of `src\/upload\.ts:12`: `never without a limit`/);
  assert.match(renderChanges(planned, ORIGIN), /- `review-thread PRRT_1`: /);
});

Deno.test("what no quote proves is left for a person, and what another change rests on doesn't stand for it", async () => {
  await using tree = await makeTree({ "docs/uploads.md": "# Uploads\n" });
  const changes = {
    items: [
      item({ title: "Invented", location: "docs/invented.md", action: "CREATE", citations: [] }),
      item({}),
    ],
    tripwires: [tripwire({ title: "Unproved", action: "calling upload()", citations: [] }), tripwire({})],
  };
  const planned = await tree.apply(changes);
  assert.deepEqual(planned.changes.map(({ path }) => path), ["docs/uploads.md"]);
  const reason = "none of its quotes could be found in the materials: check it before it is written";
  assert.deepEqual(planned.left, [
    { title: "Invented", location: "docs/invented.md", reason },
    { title: "Unproved", location: "docs/uploads.md", reason },
  ]);
  assert.match(
    renderChanges(planned, ORIGIN),
    /- Invented \(`docs\/invented\.md`\): none of its quotes could be found/,
  );

  const all = await tree.apply(changes, { takesUnverified: true });
  assert.deepEqual(all.left, []);
  const text = renderChanges(all, ORIGIN);
  assert.match(
    text,
    /rests on\n\n- Invented: \*\*no quote could be verified\.\*\* Check it before you merge\.\n/,
  );
  assert.match(text, /- Tripwire: Unproved: \*\*no quote could be verified/);
});

Deno.test("entries of a plan that may say opposite things are left for a person, whichever comes first", async () => {
  await using tree = await makeTree({ "docs/uploads.md": "# Uploads\n" });
  const planned = await tree.apply({
    items: [
      item({ title: "Retry helper", draftContent: "Use the retry helper of the client." }),
      item({ title: "Retry helper", draftContent: "Never use the retry helper of the client." }),
      item({ title: "Delays", draftContent: "Wait a second before each further attempt." }),
    ],
    tripwires: [
      tripwire({ title: "Use it", warning: "Use the retry helper." }),
      tripwire({ title: "Avoid it", warning: "Never use the retry helper." }),
    ],
  });
  assert.deepEqual(planned.changes.map(({ titles, tripwires }) => [titles, tripwires]), [[["Delays"], 0]]);
  assert.deepEqual(
    planned.left.map(({ title, reason }) => `${title}: ${reason}`),
    [["Retry helper", "Retry helper"], ["Retry helper", "Retry helper"], ["Use it", "Avoid it"], [
      "Avoid it",
      "Use it",
    ]].map(([title, other]) =>
      `${title}: "${other}" in the same plan may say the opposite: decide which one holds`
    ),
  );
});

Deno.test("a draft's tags do nothing, and its open fence or comment swallows no section behind it", async () => {
  await using tree = await makeTree({ "docs/uploads.md": "# Uploads\n", "docs/site.mdx": "# Site\n" });
  const { left } = await tree.apply({
    items: [
      item({ title: "A <script>alert(1)</script>", draftContent: "```ts\nunclosed" }),
      item({
        title: "B",
        draftContent: "<!-- unclosed <img src=x onerror=y> ![p](https://evil.example/p.png)",
      }),
      item({ title: "C", draftContent: "[c](javascript:alert(1))" }),
      item({ title: "D", location: "docs/site.mdx", draftContent: "{process.env.TOKEN}" }),
    ],
  });
  assert.equal(
    await tree.read("docs/uploads.md"),
    [
      "# Uploads\n\n## A &lt;script>alert(1)&lt;/script>\n\n```ts\nunclosed\n```",
      "## B\n\n&lt;!-- unclosed &lt;img src=x onerror=y> [p](https://evil.example/p.png)",
      "## C\n\n[c]&#40;javascript:alert(1))\n",
    ].join("\n\n"),
  );
  assert.deepEqual(left.map(({ location, reason }) => [location, reason]), [
    ["docs/site.mdx", "an MDX document runs braces and tags: write it by hand"],
  ]);
});

const ORIGIN = { issueNumber: 42, title: "Uploads", engine: "anthropic" };

Deno.test("each change is shown with its own quotes", async () => {
  await using tree = await makeTree({});
  const planned = await tree.apply({ items: [item({})], tripwires: [tripwire({})] });
  assert.match(
    renderChanges(planned, ORIGIN),
    /rests on\n\n- Jitter for retries\n {2}- `session-1 L3`: `No, never call fetch directly`\n- Tripwire: Retry without jitter\n {2}- `session-1 L3`/,
  );
});

Deno.test({
  name: "nothing is written through a symbolic link",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using outside = await makeTree({ "secret.md": "# Secret\n" });
    await using tree = await makeTree({ "docs/uploads.md": "# Uploads\n" });
    await Deno.symlink(outside.root, join(tree.root, "docs/out"));
    await Deno.symlink(join(outside.root, "secret.md"), join(tree.root, "docs/link.md"));
    const { changes, left } = await tree.apply({
      items: [
        item({ location: "docs/out/secret.md" }),
        item({ location: "docs/link.md" }),
        item({ location: "docs/out/new.md" }),
      ],
    });
    assert.deepEqual(changes, []);
    for (const { reason } of left) assert.match(reason, /symbolic link/);
    assert.equal(left.length, 3);
    assert.equal(await outside.read("secret.md"), "# Secret\n");
  },
});

const TOLD = "Uploads are sent with the retry helper of `src/retry.ts`, never with `fetch` directly.";

Deno.test("what a document says under any heading isn't added; what it nearly says, or mostly, is left", async () => {
  const cases: readonly (readonly [string, draft: string, document: string, "there" | "left" | "added"])[] = [
    ["another level", `## Retry helper\n\n${TOLD}`, `# Uploads\n\n#### Retry helper\n\n${TOLD}\n`, "there"],
    [
      "another heading",
      `# Uploads\n\n## Retry helper\n\n${TOLD}`,
      `# Uploads\n\n## Sending\n\n${TOLD}\n`,
      "there",
    ],
    ["wrapped anew", TOLD, `# Uploads\r\n\r\n${TOLD.replaceAll(" ", "\r\n")}\r\n`, "there"],
    ["a corrected word", TOLD, `# Uploads\n\n${TOLD.replace("directly", "by itself")}\n`, "left"],
    ["turned round", TOLD, `# Uploads\n\n${TOLD.replace("never", "always")}\n`, "left"],
    ["a paragraph removed", `${TOLD}\n\nIt waits a second.`, `# Uploads\n\n${TOLD}\n`, "left"],
    [
      "one common line of several",
      `Run it:\n\n\`\`\`sh\nmake tables\n\`\`\`\n\n${TOLD}`,
      "Run it:\n\n\`\`\`sh\nmake tables\n\`\`\`\n",
      "added",
    ],
    ["few words, same heading", "## Retries\n\nNever.", "# A\n\n# Retries\n\nNever.\n", "there"],
    ["few words, another heading", "## Retries\n\nNever.", "# A\n\n## Waits\n\nNever.\n", "added"],
    ["other words", TOLD, "# Uploads\n\nUploads have a limit of 10 MB, which the server checks.\n", "added"],
    ["words of several paragraphs", TOLD, `# A\n\n${TOLD.split(" ").join("\n\n")}\n`, "added"],
  ];
  for (const [why, draftContent, document, expected] of cases) {
    await using tree = await makeTree({ "docs/uploads.md": document });
    const { changes, left, alreadyThere } = await tree.apply({ items: [item({ draftContent })] });
    assert.deepEqual(
      [changes.length, left.length, alreadyThere],
      { added: [1, 0, 0], left: [0, 1, 0], there: [0, 0, 1] }[expected],
      why,
    );
    if (expected === "left") {
      assert.match(left[0]?.reason ?? "", /says most of it already, or nearly the same/);
    }
  }
});

Deno.test("what all drafts by rules say around their quotes makes no two of them the same", async () => {
  const draft = (address: string, line: number) =>
    `## \`${address}\`\n\nLooked up outside: \`${address}\`.\n\nWhat it looked like:\n\n\`\`\`text\n${address}\n\`\`\`\n\n` +
    `Seen in session \`1a2b3c4d\` \`L${line}\`, session \`1a2b3c4d\` \`L${
      line + 2
    }\` (sessions of plan #42).`;
  await using tree = await makeTree({ "docs/references.md": "# References\n" });
  const addresses = ["https://example.org/tides", "https://example.com/harbours"];
  const items = addresses.map((address, index) =>
    item({ title: address, location: "docs/references.md", draftContent: draft(address, 10 * index) })
  );
  const planned = await tree.apply({ items, tripwires: [] });
  assert.deepEqual(planned.left, []);
  for (const address of addresses) assert.ok(planned.changes[0]?.text.includes(`## \`${address}\``), address);
});

Deno.test("a tripwire whose warning somebody has corrected is left, one of another action is added", async () => {
  const warning = "Without jitter all clients retry at the same moment: use fullJitter().";
  await using tree = await makeTree({
    "docs/uploads.md": `---\ntripwires:\n  - action: calling retry()\n    warning: "${
      warning.replace("Without", "With no")
    }"\n  - 7\n---\n# Uploads\n`,
  });
  const { changes, left } = await tree.apply({
    tripwires: [tripwire({ warning }), tripwire({ warning, action: "calling upload()" })],
  });
  assert.deepEqual(left.map(({ reason }) => reason), [
    "the document warns of it already, in nearly the same words",
  ]);
  assert.deepEqual(changes.map(({ tripwires }) => tripwires), [1]);
});

Deno.test("secrets in a plan don't reach a document", async () => {
  await using tree = await makeTree({});
  const secret = `ghp_${"aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5"}`;
  await tree.apply({
    items: [item({ action: "CREATE", draftContent: `Use ${secret}.`, readWhen: [`seeing ${secret}`] })],
    tripwires: [tripwire({ warning: `Not ${secret}.` })],
  });
  const text = await tree.read("docs/uploads.md");
  assert.ok(!text.includes(secret));
  assert.equal(text.match(/\[redacted:github-token:/g)?.length, 3);
});

Deno.test("a draft goes into the section that there is, once, and doesn't repeat the document's title", async () => {
  const text = "# Uploads\n\n## Retries\n\nOld words about it.\n\n## Other\n\nx\n";
  await using tree = await makeTree({ "docs/uploads.md": text });
  const items = [
    item({ draftContent: "## Retries\n\nUse it." }),
    item({ title: "Whole parts", draftContent: "# Uploads\n\nParts are sent whole, one after the other." }),
  ];
  const expected = "# Uploads\n\n## Retries\n\nOld words about it.\n\nUse it.\n\n## Other\n\nx\n\n" +
    "## Whole parts\n\nParts are sent whole, one after the other.\n";
  const [change] = (await tree.apply({ items })).changes;
  assert.equal(change?.text, expected);
  await using again = await makeTree({ "docs/uploads.md": expected });
  assert.deepEqual((await again.apply({ items })).changes, []);
});
