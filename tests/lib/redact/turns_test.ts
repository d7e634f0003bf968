import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { HEX, mixedToken, randomText } from "./corpus/random_text.ts";
import { withSigns } from "./redact_to.ts";

const redactor = await createRedactor({ key: "k" });
const random = randomText(47);
const TOKEN = `x7Kd2${mixedToken(random, 27)}q9Lm`;
const HASH = `4f${random.of(HEX, 36)}9b`;

/** A part of a session: elements and their texts. */
function partOf(...elements: readonly (readonly [string, string])[]): string {
  const lines = elements.map(([name, text], index) => `<${name} ref="L${index + 1}">${text}</${name}>\n`);
  return `<session id="x">\n${lines.join("")}</session>\n`;
}

/** What else may stand in a part: what reads all elements as one text, and a secret. */
const ELSEWHERE: readonly (readonly [string, string])[] = [
  ["user", "go on"],
  ["user", "BEGIN PRIVATE KEY is the header of such a file"],
  ["user", "DB_PASSWORD=■"],
];

async function redactPart(...elements: readonly (readonly [string, string])[]): Promise<string> {
  const redacted = await redactor.remembering().redactMarkup(partOf(...elements));
  return withSigns(redacted);
}

Deno.test("what a person answers alone to a question of the agent or a program is found", async () => {
  const turns = [
    ["assistant", "What is the password?", "emberFennel#50"],
    ["assistant", "What is the password of the database?", "it is x7Kdq9Lm2Tz4"],
    ["assistant", "Please give me the API key.", TOKEN],
    ["assistant", "Could you share the API token so that I can test this?", `sure: ${TOKEN}`],
    ["assistant", "What's the API key? I need it to call the endpoint.", TOKEN],
    [
      "assistant",
      "What is the password of the database? The tests can't connect without it.",
      "emberFennel#50",
    ],
    ["tool_result", "Password for user app:", "walnut_nectar35"],
  ] as const;
  for (const other of ELSEWHERE) {
    for (const [name, question, answer] of turns) {
      const secret = answer.split(" ").at(-1) ?? "";
      const elements = [[name, question], ["user", answer.replace(secret, "■")]] as const;
      const part = await redactPart([other[0], other[1].replace("■", "x8Kdq9Lm2Tz9")], [name, question], [
        "user",
        answer,
      ]);
      assert.equal(part, partOf(other, ...elements), question);
    }
  }
});

Deno.test("what follows a statement stays, whatever else stands in the part", async () => {
  const turns = [
    [
      "user",
      "the password is wrong",
      "tool_result",
      `{"id":"3f2b8c1e-9d47-4a65-b0e3-71c5d8f2a694","name":"x"}`,
    ],
    [
      "user",
      "Das Passwort ist falsch, bitte prüfen.",
      "tool_result",
      `{"id":"3f2b8c1e-9d47-4a65-b0e3-71c5d8f2a694"}`,
    ],
    ["user", "la contraseña es obligatoria", "tool_result", `{"content":"${TOKEN}","sha":"${HASH}"}`],
    [
      "assistant",
      "The secret key is loaded from config/master.key.",
      "tool_result",
      `  uses: a/b@${HASH} # v4`,
    ],
    ["tool_result", "Invalid password for user ember", "tool_result", `build id: ${HASH}`],
    ["assistant", "What is the password?", "user", `look at commit ${HASH} first`],
    ["assistant", "What is the token for? I only see src/session2.ts.", "user", "src/session3.ts"],
    ["assistant", "Which API key is used here? I go on with the tests.", "user", "continue"],
  ] as const;
  for (const other of ELSEWHERE) {
    for (const [name, text, nextName, next] of turns) {
      const elements = [[name, text], [nextName, next]] as const;
      const part = await redactPart([other[0], other[1].replace("■", "x8Kdq9Lm2Tz9")], ...elements);
      assert.equal(part, partOf(other, ...elements), text);
    }
  }
});
