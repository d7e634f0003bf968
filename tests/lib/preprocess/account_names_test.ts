/** An account's name that one text of a session tells of, in its other parts. */

import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "./converting.ts";

const LISTED = "drwxr-xr-x 2 kimlee staff 4096 Jan  1 10:00 src";
const MARKED = /drwxr-xr-x 2 \[redacted:user-name:[0-9a-f]{4}\] staff/g;

/** Enough for several batches and parts. */
const OTHERS = Array.from({ length: 60 }, (_, number) => userLine(`${number} `.repeat(500)));

Deno.test("a name that becomes known later or earlier is in no part of the session", async () => {
  const listed = () => toolLines("Bash", { command: "ls -l" }, LISTED);
  const told = toolLines("Bash", { command: "echo $HOME" }, "/Users/kimlee");
  const { parts, xml } = await convertLines([...listed(), ...OTHERS, ...told, ...OTHERS, ...listed()]);
  assert.ok(parts.length > 2);
  assert.equal(xml.match(/.{20}kimlee/g), null);
  assert.equal(xml.match(MARKED)?.length, 2);
});

Deno.test("the folder in which a session works tells its person's name", async () => {
  const { xml } = await convertLines([
    userLine("Look around.", { cwd: "/home/kimlee/work" }),
    ...toolLines("Bash", { command: "ls -l /srv" }, LISTED),
  ]);
  assert.equal(xml.match(MARKED)?.length, 1);
});
