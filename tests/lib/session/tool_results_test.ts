import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import {
  isMovedResult,
  type LongMovedResult,
  readMovedResult as readResult,
  sessionFolders,
} from "../../../lib/session/mod.ts";
import { assertGrowsLess } from "../../support/growth.ts";

const preview = (path: string) =>
  `<persisted-output>\nOutput too large (130.8KB). Full output saved to: ${path}\n\nPreview (first 2KB):\nrow 1\n</persisted-output>`;

/** Reads a result that is not too long to be held. */
const readMovedResult = (text: string, toolUseId: string, folders: readonly string[]) =>
  readResult(text, toolUseId, folders, () => Promise.resolve("long"));

async function inSession(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "s1", "tool-results"), { recursive: true });
    await test(join(folder, "s1"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a moved result is read from the session's own folder, wherever the log says it was", async () => {
  await inSession(async (folder) => {
    await Deno.writeTextFile(join(folder, "tool-results", "abc.txt"), "all of it");
    const text = preview("/home/somebody/.claude/projects/-x/s1/tool-results/abc.txt");
    assert.ok(isMovedResult(text));
    assert.equal(await readMovedResult(text, "toolu_1", [folder]), "all of it");
    assert.equal(
      await readMovedResult(preview("C:\\Users\\x\\tool-results\\abc.txt"), "toolu_1", [folder]),
      "all of it",
    );
  });
});

Deno.test("a result that names no file is found by its tool use", async () => {
  await inSession(async (folder) => {
    await Deno.writeTextFile(join(folder, "tool-results", "toolu_1.txt"), "by id");
    assert.equal(await readMovedResult("<persisted-output>\n", "toolu_1", [folder]), "by id");
    await Deno.writeTextFile(join(folder, "tool-results", "toolu_2.json"), "by id, too");
    assert.equal(await readMovedResult("<persisted-output>\n", "toolu_2", [folder]), "by id, too");
  });
});

Deno.test("a result that only quotes a preview is no moved one", () => {
  const quoted = preview("/x/tool-results/abc.txt");
  assert.ok(isMovedResult(`\n${quoted}`));
  assert.ok(isMovedResult(`Exit code 1\n${quoted}`));
  for (const text of [`M = "${quoted}"`, `what it printed\n${quoted}`]) assert.ok(!isMovedResult(text), text);
});

Deno.test("an MCP server's answer that was too long is read, the texts of its blocks where it has any", async () => {
  const sentence = (path: string, format: string) =>
    `Error: result (120,000 characters) exceeds maximum allowed tokens. Output has been saved to ${path}.\nFormat: ${format}\nUse offset and limit parameters to read specific portions of the file.`;
  await inSession(async (folder) => {
    const blocks = [{ type: "text", text: "one" }, { type: "text", text: "two" }];
    await Deno.writeTextFile(join(folder, "tool-results", "mcp-db-1.txt"), "all of it");
    await Deno.writeTextFile(join(folder, "tool-results", "mcp-db-2.json"), JSON.stringify(blocks));
    const plain = sentence("/home/somebody/s1/tool-results/mcp-db-1.txt", "Plain text");
    assert.ok(isMovedResult(plain));
    assert.equal(await readMovedResult(plain, "toolu_1", [folder]), "all of it");
    const json = sentence(
      "/x/tool-results/mcp-db-2.json",
      "JSON array with schema: [{type: string, text: string}]",
    );
    assert.equal(await readMovedResult(json, "toolu_1", [folder]), "one\ntwo");
    for (const other of ['[{"type":"image"}]', "[]", "[{", '{"text":"one"}']) {
      await Deno.writeTextFile(join(folder, "tool-results", "mcp-db-3.json"), other);
      const place = json.replace("db-2", "db-3");
      assert.equal(await readMovedResult(place, "toolu_1", [folder]), other);
    }
    const printed = sentence("/x/tool-results/mcp-db-2.json", "Plain text");
    assert.equal(await readMovedResult(printed, "toolu_1", [folder]), JSON.stringify(blocks));
    await Deno.writeTextFile(join(folder, "secret.txt"), "secret");
    const elsewhere = sentence(join(folder, "secret.txt"), "Plain text");
    assert.equal(await readMovedResult(elsewhere, "toolu_1", [folder]), undefined);
  });
  assert.ok(
    !isMovedResult("Error: File content (25391 tokens) exceeds maximum allowed tokens (25000). Use offset"),
  );
});

Deno.test("a result that a fork's original has is read from that session's folder, beside the log alone", async () => {
  await inSession(async (folder) => {
    const root = dirname(folder);
    await Deno.mkdir(join(root, "original", "tool-results"), { recursive: true });
    await Deno.writeTextFile(join(root, "original", "tool-results", "r.txt"), "the original's");
    const read = (path: string) => readMovedResult(preview(path), "toolu_1", [folder]);
    assert.equal(await read("/gone/projects/-x/original/tool-results/r.txt"), "the original's");
    assert.equal(await read("C:\\x\\original\\tool-results\\r.txt"), "the original's");
    assert.equal(await read("/gone/original/others/r.txt"), undefined);
    await Deno.mkdir(join(root, "tool-results"));
    await Deno.writeTextFile(join(root, "tool-results", "r.txt"), "of no session");
    for (const session of ["..", ".", "", "original/..", "other"]) {
      assert.equal(await read(`/gone/${session}/tool-results/r.txt`), undefined, session);
    }
    if (Deno.build.os === "windows") return;
    await Deno.symlink(join(root, "original"), join(root, "linked"));
    assert.equal(await read("/gone/linked/tool-results/r.txt"), undefined);
  });
});

Deno.test("a log can't make anything else be read", async () => {
  await inSession(async (folder) => {
    await Deno.writeTextFile(join(folder, "secret.txt"), "secret");
    assert.equal(
      await readMovedResult(preview(join(folder, "secret.txt")), "../secret", [folder]),
      undefined,
    );
    assert.equal(await readMovedResult(preview("/x/tool-results/..txt"), "..", [folder]), undefined);
  });
});

Deno.test({
  name: "no link leads out of the session's folder, but one may lead to the folder of its log",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await inSession(async (folder) => {
      const root = dirname(folder);
      await Deno.mkdir(join(root, "elsewhere", "tool-results"), { recursive: true });
      await Deno.writeTextFile(join(root, "elsewhere", "tool-results", "r.txt"), "a text from elsewhere");
      const read = (session: string) => readMovedResult(preview("/t/r.txt"), "toolu_1", [session]);
      await Deno.symlink(
        join(root, "elsewhere", "tool-results", "r.txt"),
        join(folder, "tool-results", "r.txt"),
      );
      assert.equal(await read(folder), undefined);
      await Deno.symlink(join(root, "elsewhere"), join(root, "s2"));
      assert.equal(await read(join(root, "s2")), undefined);
      await Deno.mkdir(join(root, "s3"));
      await Deno.symlink(join(root, "elsewhere", "tool-results"), join(root, "s3", "tool-results"));
      assert.equal(await read(join(root, "s3")), undefined);
      await Deno.symlink(root, join(root, "projects"));
      assert.equal(await read(join(root, "projects", "elsewhere")), "a text from elsewhere");
    });
  },
});

Deno.test({
  name: "a pipe in the place of a moved result is not waited for",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await inSession(async (folder) => {
      await new Deno.Command("mkfifo", { args: [join(folder, "tool-results", "t1.txt")] }).output();
      assert.equal(await readMovedResult("<persisted-output>\n", "t1", [folder]), undefined);
    });
  },
});

/** What is told of a long result in `tool-results/big.txt`, and its text. */
async function readLong(text: string, folder: string): Promise<{ long: LongMovedResult; text: string }> {
  const seen: { long: LongMovedResult; text: string }[] = [];
  await readResult(text, "toolu_1", [folder], async (long) => {
    seen.push({ long, text: (await Array.fromAsync(long.pieces)).join("") });
    return "";
  });
  const [only] = seen;
  assert.ok(only !== undefined && seen.length === 1);
  return only;
}

Deno.test("a result of many megabytes is given piece by piece, whole", async () => {
  await inSession(async (folder) => {
    const whole = `first\n${"é€😀\n".repeat(600_000)}last`;
    await Deno.writeTextFile(join(folder, "tool-results", "big.txt"), whole);
    const { long, text } = await readLong(preview("/t/big.txt"), folder);
    assert.ok(text === whole);
    assert.deepEqual([long.bytes, long.unreadBytes], [new TextEncoder().encode(whole).length, 0]);
  });
});

Deno.test("of a result of hundreds of megabytes the beginning and the end are read", async () => {
  await inSession(async (folder) => {
    const path = join(folder, "tool-results", "big.txt");
    await Deno.writeTextFile(path, "first\n");
    await Deno.truncate(path, 300 * 1024 * 1024);
    await Deno.writeTextFile(path, "\nlast", { append: true });
    let [characters, ends] = [0, ["", ""]];
    await readResult(preview("/t/big.txt"), "toolu_1", [folder], async ({ pieces, bytes, unreadBytes }) => {
      for await (const piece of pieces) {
        if (characters === 0) ends = [piece.slice(0, 6), ""];
        characters += piece.length;
        if (piece !== "") ends = [ends[0] ?? "", piece.slice(-5)];
      }
      assert.equal(characters + unreadBytes, bytes);
      return "";
    });
    assert.deepEqual([ends, characters], [["first\n", "\nlast"], 256 * 1024 * 1024]);
  });
});

Deno.test("blocks of an MCP server that are too long to be parsed are given with their line ends", async () => {
  await inSession(async (folder) => {
    const said = 'C:\\new "words"\n\t'.repeat(500_000);
    await Deno.writeTextFile(
      join(folder, "tool-results", "big.txt"),
      JSON.stringify([{ type: "text", text: said }]),
    );
    const { text } = await readLong(`${preview("/t/big.txt")}\nFormat: JSON array`, folder);
    assert.ok(text === `[{"type":"text","text":"${said}"}]`);
  });
});

Deno.test("a missing file gives nothing", async () => {
  assert.equal(await readMovedResult(preview("/t/gone.txt"), "toolu_1", ["/nowhere"]), undefined);
});

Deno.test("a session's folders are named for its file and its id, never for a path", () => {
  assert.deepEqual(sessionFolders("/p/large.jsonl", "5f0c"), ["/p/large", "/p/5f0c"]);
  assert.deepEqual(sessionFolders("/p/s1.jsonl", "../x"), ["/p/s1"]);
});

Deno.test("a preview full of beginnings of places takes time with its length", async () => {
  for (const text of ["saved to: ", "saved to: x.txt ", "written to:  "]) {
    const read = async (count: number) => {
      const preview = `<persisted-output>\n${text.repeat(count)}`;
      const start = performance.now();
      for (let round = 0; round < 200; round++) await readMovedResult(preview, "-", []);
      return performance.now() - start;
    };
    await read(400);
    // A hundred times as long; ten thousand times the work, where each beginning is followed to the end.
    await assertGrowsLess(1000, () => read(40_000), () => read(400));
  }
});

Deno.test("the place of a moved result is found behind lines that only look like one", async () => {
  await inSession(async (folder) => {
    await Deno.writeTextFile(join(folder, "tool-results", "abc.json"), "all of it");
    for (const before of ["Saved to: nothing\n", "It was written to disk.\nsaved to:\n", "a\n"]) {
      const text = `<persisted-output>\n${before}Output written to /x y/abc.json \nmore`;
      assert.equal(await readMovedResult(text, "-", [folder]), "all of it", before);
    }
  });
});

Deno.test("a file that a crash left empty is as good as gone, and another name of it is looked for", async () => {
  for (const hollow of ["", "\n", "\0\0\0\0"]) {
    await inSession(async (folder) => {
      await Deno.writeTextFile(join(folder, "tool-results", "abc.txt"), hollow);
      assert.equal(await readMovedResult(preview("/x/abc.txt"), "toolu_1", [folder]), undefined);
      await Deno.writeTextFile(join(folder, "tool-results", "toolu_1.txt"), "by id");
      assert.equal(await readMovedResult(preview("/x/abc.txt"), "toolu_1", [folder]), "by id");
    });
  }
});

Deno.test("a moved result that can't be opened is gone, unless too many files are open", async () => {
  await inSession(async (folder) => {
    await Deno.writeTextFile(join(folder, "tool-results", "abc.txt"), "all of it");
    const { open } = Deno;
    const read = async (code: string) => {
      Deno.open = (path) =>
        Promise.reject(Object.assign(new Error(`No (os error 1): open '${path}'`), { code }));
      return await readMovedResult(preview("/x/abc.txt"), "toolu_1", [folder]).finally(() =>
        Deno.open = open
      );
    };
    assert.equal(await read("EACCES"), undefined);
    await assert.rejects(read("EMFILE"), /too many files are open/);
  });
});
