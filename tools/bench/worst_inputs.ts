/** Logs made to be slow, in the hope to find what grows faster than the log: each at any size. */

import { base64 } from "./generate_text.ts";
import { seededRandom } from "./random.ts";

/** A log of about so many bytes. */
export interface WorstInput {
  readonly name: string;
  readonly make: (bytes: number) => string;
  /** Asked for with `--no-filtering`, where nothing is pruned. */
  readonly unfiltered?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

let uuids = 0;
const place = () => ({ uuid: `u${uuids++}`, timestamp: "2026-02-09T10:00:00.000Z" });
const user = (content: unknown, more: Json = {}) =>
  JSON.stringify({ parentUuid: null, type: "user", message: { role: "user", content }, ...more, ...place() });
/** What an agent says inside of the log of the session that started it. */
const agentSays = (agentId: string, parentToolUseID: string, id: string, block: Json) =>
  JSON.stringify({
    type: "progress",
    data: {
      type: "agent_progress",
      agentId,
      message: { type: "assistant", message: { id, content: [block] } },
    },
    parentToolUseID,
    ...place(),
  });
const assistant = (block: unknown, id = `m${uuids}`) =>
  JSON.stringify({
    parentUuid: null,
    type: "assistant",
    message: { id, role: "assistant", content: [block] },
    ...place(),
  });
const call = (id: string, command = "npm test") =>
  assistant({ type: "tool_use", id, name: "Bash", input: { command } });
const result = (id: string, content: string) => user([{ type: "tool_result", tool_use_id: id, content }]);
const read = (id: string, path: string) =>
  assistant({ type: "tool_use", id, name: "Read", input: { file_path: path } });
const enqueue = (content: string) =>
  JSON.stringify({
    type: "queue-operation",
    operation: "enqueue",
    content,
    timestamp: "2026-02-09T10:00:00.000Z",
  });

/** Lines until the log is large enough. */
function lines(bytes: number, line: (index: number) => string, joint = "\n"): string {
  const made: string[] = [];
  let length = 0;
  for (let index = 0; length < bytes; index++) {
    const next = line(index);
    made.push(next);
    length += next.length + 1;
  }
  return `${made.join(joint)}\n`;
}

/** A pattern until the text is long enough. */
function fill(pattern: string, characters: number): string {
  return pattern.repeat(Math.ceil(characters / pattern.length)).slice(0, characters);
}

/** A call whose one result is all of the log. */
function oneResult(text: (characters: number) => string): WorstInput["make"] {
  return (bytes) => `${call("t1")}\n${result("t1", text(bytes))}\n`;
}

/** Calls whose results have about so many characters each. */
function manyResults(characters: number, text: (characters: number) => string): WorstInput["make"] {
  return (bytes) => lines(bytes, (index) => `${call(`t${index}`)}\n${result(`t${index}`, text(characters))}`);
}

/** Tokens of GitHub's form, put together here so that no scanner trips over this file. */
function secrets(characters: number): string {
  const random = seededRandom(5);
  const token = () => `${["gh", "p_"].join("")}${base64(random, 36).replace(/[+/]/g, "x")}`;
  return fill(Array.from({ length: 200 }, token).join("\n"), characters);
}

const NESTED = 2000;

export const WORST_INPUTS: readonly WorstInput[] = [
  { name: "one prompt of one line", make: (bytes) => `${user(fill("word ", bytes))}\n` },
  { name: "one prompt of one word", make: (bytes) => `${user(fill("x", bytes))}\n` },
  { name: "one prompt of Japanese without a space", make: (bytes) => `${user(fill("日本語", bytes / 3))}\n` },
  { name: "one prompt of curl -u", make: (bytes) => `${user(fill("curl -u ", bytes))}\n` },
  {
    name: "one prompt of Authorization: Basic",
    make: (bytes) => `${user(fill("Authorization: Basic ", bytes))}\n`,
  },
  { name: "one prompt of docker login -p", make: (bytes) => `${user(fill("docker login -p ", bytes))}\n` },
  { name: "one result of one line", make: oneResult((length) => fill("word ", length)) },
  {
    name: "one result of one line, everything kept",
    make: oneResult((length) => fill("word ", length)),
    unfiltered: true,
  },
  {
    name: "one result of newlines, everything kept",
    make: oneResult((length) => fill("a\n", length / 1.5)),
    unfiltered: true,
  },
  { name: "one result of newlines", make: oneResult((length) => fill("\n", length / 2)) },
  {
    name: "one read of empty lines",
    make: (bytes) => `${read("t1", "/srv/notes.txt")}\n${result("t1", fill("\n", bytes / 2))}\n`,
  },
  { name: "one result of error lines", make: oneResult((length) => fill("Error: x\n", length)) },
  { name: "one result of the word error", make: oneResult((length) => fill("error ", length)) },
  { name: "one result of <", make: oneResult((length) => fill("<", length)) },
  {
    name: "one result of &, everything kept",
    make: oneResult((length) => fill("&", length)),
    unfiltered: true,
  },
  { name: "one result of ESC", make: oneResult((length) => fill("\u001b", length / 6)) },
  { name: "one result of ESC [", make: oneResult((length) => fill("\u001b[", length / 7)) },
  { name: "one result of open ESC ]", make: oneResult((length) => fill("\u001b]0;x", length / 10)) },
  { name: "one result of carriage returns", make: oneResult((length) => fill("x\r", length / 3)) },
  {
    name: "one result of reminders",
    make: oneResult((length) => fill("<system-reminder>x</system-reminder>", length)),
  },
  {
    name: "one result of ends of reminders",
    make: oneResult((length) => fill("</system-reminder>", length)),
  },
  { name: "one result of secrets", make: oneResult(secrets) },
  { name: "small results of secrets", make: manyResults(3000, secrets) },
  { name: "small results of home paths", make: manyResults(3000, (length) => fill("/home/ada/x ", length)) },
  {
    name: "small results of e-mail addresses",
    make: manyResults(3000, (length) => fill("ada@example.test ", length)),
  },
  { name: "small results of <", make: manyResults(3000, (length) => fill("<", length)) },
  { name: "small results of &", make: manyResults(3000, (length) => fill("&\n", length)) },
  { name: "small results of ESC", make: manyResults(3000, (length) => fill("\u001b", length)) },
  { name: "small results of quotes", make: manyResults(3000, (length) => fill('\\"', length)) },
  { name: "small results of =", make: manyResults(3000, (length) => fill("password=", length)) },
  {
    name: "small results of base64",
    make: manyResults(3000, (length) => base64(seededRandom(uuids), length)),
  },
  { name: "small results of Japanese", make: manyResults(3000, (length) => fill("日本語テスト", length)) },
  { name: "empty objects", make: (bytes) => lines(bytes, () => "{}") },
  { name: "tiny lines that are no JSON", make: (bytes) => lines(bytes, () => "x") },
  {
    name: "tiny prompts",
    make: (bytes) => lines(bytes, (index) => `{"type":"user","message":{"content":"${index}"}}`),
  },
  { name: "unanswered tool uses", make: (bytes) => lines(bytes, (index) => call(`t${index}`)) },
  {
    name: "tool uses, then all results",
    make: (bytes) =>
      `${lines(bytes / 2, (index) => call(`t${index}`))}${
        lines(bytes / 2, (index) => result(`t${index}`, "ok"))
      }`,
  },
  { name: "results without a call", make: (bytes) => lines(bytes, (index) => result(`t${index}`, "ok")) },
  { name: "objects glued on one line", make: (bytes) => lines(bytes, (index) => user(`word ${index}`), "") },
  { name: "empty objects glued on one line", make: (bytes) => `${fill("{}", bytes)}\n` },
  { name: "one line of objects in objects", make: (bytes) => `${fill('{"a":', bytes)}\n` },
  {
    name: "small objects glued on one line",
    make: (bytes) => lines(bytes, (index) => `{"type":"user","message":{"content":"${index}"}}`, ""),
  },
  { name: "glued pairs", make: (bytes) => lines(bytes, (index) => user(`a ${index}`) + user(`b ${index}`)) },
  {
    name: "one cut line of many objects' beginnings",
    make: (bytes) => lines(bytes, () => '{"type":"user","message":{"content":"x', ""),
  },
  { name: "one cut line of many braces", make: (bytes) => `{"type":"user","x":${fill("{", bytes)}\n` },
  {
    name: "one cut line with beginnings in a string",
    make: (bytes) => `{"type":"user","message":{"content":"${fill('{\\"type\\":\\"user\\",', bytes)}\n`,
  },
  { name: "one line of open beginnings", make: (bytes) => `${fill('{"parentUuid":null,"a":[', bytes)}\n` },
  {
    name: "NULs between objects on one line",
    make: (bytes) => lines(bytes, (index) => user(`a ${index}`), "\0"),
  },
  {
    name: "cut lines",
    make: (bytes) => lines(bytes, (index) => user(`${index} ${fill("word {", 500)}`).slice(0, 500)),
  },
  {
    name: "deep nesting",
    make: (bytes) =>
      lines(bytes, (index) =>
        user([{
          type: "tool_result",
          tool_use_id: `t${index}`,
          content: JSON.parse("[".repeat(NESTED) + "]".repeat(NESTED)),
        }])),
  },
  { name: "queued prompts", make: (bytes) => lines(bytes, (index) => enqueue(`Please also do ${index}`)) },
  {
    name: "queued prompts, then their removal",
    make: (bytes) =>
      `${lines(bytes / 2, (index) => enqueue(`Please also do ${index}`))}${
        lines(bytes / 2, () =>
          '{"type":"queue-operation","operation":"dequeue","timestamp":"2026-02-09T10:00:00.000Z"}')
      }`,
  },
  {
    name: "queued prompts, each delivered at the end",
    make: (bytes) =>
      `${lines(bytes / 2, (index) => enqueue(`Please also do ${index}`))}${
        lines(bytes / 2, (index) => user(`Please also do ${index}`))
      }`,
  },
  {
    name: "queued prompts behind an answer",
    make: (bytes) =>
      `${assistant({ type: "text", text: "ok" })}\n${
        lines(bytes, (index) => enqueue(`Please also do ${index}`))
      }`,
  },
  {
    name: "one queued prompt of reminders, then its delivery",
    make: (bytes) => {
      const prompt = fill("<system-reminder>x</system-reminder>", bytes / 2);
      return `${user("go")}\n${enqueue(prompt)}\n${user(prompt)}\n`;
    },
  },
  {
    name: "queued prompts between answers",
    make: (bytes) =>
      lines(
        bytes,
        (index) =>
          `${enqueue(`Please also do ${index}`)}\n${assistant({ type: "text", text: `ok ${index}` })}`,
      ),
  },
  {
    name: "agents in the log, each with another id",
    make: (bytes) =>
      lines(
        bytes,
        (index) =>
          agentSays(`a${index}`, `t${index}`, `m${index}`, { type: "text", text: `report ${index}` }),
      ),
  },
  {
    name: "sidechains, each with another root",
    make: (bytes) => lines(bytes, (index) => user(`task ${index}`, { isSidechain: true })),
  },
  {
    name: "agents that take turns",
    make: (bytes) =>
      lines(
        bytes,
        (index) => agentSays(`a${index % 2}`, "t", `m${index}`, { type: "text", text: `report ${index}` }),
      ),
  },
  {
    name: "agents in the log, each started by the one before",
    make: (bytes) =>
      lines(
        bytes,
        (index) =>
          agentSays(`a${index}`, `t${index}`, `m${index}`, {
            type: "tool_use",
            id: `t${index + 1}`,
            name: "Task",
            input: { prompt: "go on" },
          }),
      ),
  },
  {
    name: "one message of many blocks",
    make: (bytes) =>
      `${user("x")}\n${
        JSON.stringify({
          type: "assistant",
          message: {
            id: "m",
            content: Array.from(
              { length: bytes / 40 },
              (_, index) => ({ type: "text", text: `block ${index}` }),
            ),
          },
        })
      }\n`,
  },
  {
    name: "one call of many parameters",
    make: (bytes) =>
      `${
        assistant({
          type: "tool_use",
          id: "t",
          name: "x",
          input: Object.fromEntries(
            Array.from({ length: bytes / 25 }, (_, index) => [`parameter${index}`, index]),
          ),
        })
      }\n`,
  },
  {
    name: "one edit of many lines",
    make: (bytes) =>
      `${
        assistant({
          type: "tool_use",
          id: "t",
          name: "Edit",
          input: { file_path: "/a", old_string: fill("a\n", bytes / 3), new_string: fill("b\n", bytes / 3) },
        })
      }\n`,
  },
  {
    name: "one recorded diff of many lines",
    make: (bytes) =>
      `${assistant({ type: "tool_use", id: "t", name: "Edit", input: { file_path: "/a" } })}\n${
        user([{ type: "tool_result", tool_use_id: "t", content: "ok" }], {
          toolUseResult: { structuredPatch: [{ lines: Array.from({ length: bytes / 6 }, () => "+a") }] },
        })
      }\n`,
  },
  {
    name: "another folder in each line",
    make: (bytes) => lines(bytes, (index) => user("go", { cwd: `/srv/${index}`, gitBranch: `b${index}` })),
  },
  {
    name: "another session in each line",
    make: (bytes) => lines(bytes, (index) => user("go", { sessionId: `s${index}` })),
  },
  { name: "unknown types, each another", make: (bytes) => lines(bytes, (index) => `{"type":"t${index}"}`) },
];
