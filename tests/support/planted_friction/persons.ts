/** Planted acts of persons: corrections, refusals, interruptions, words typed while the agent works. */

import type { PlantedSession } from "./planted_session.ts";

type Build = PlantedSession["build"];

const work = (session: Parameters<Build>[0]) =>
  session.prompt("Add a cache to the tide lookup.")
    .read(
      "/home/ada/tides/src/lookup.ts",
      "export function lookup(harbour: string) {\n  return fetchTable(harbour);\n}\n",
    )
    .edit(
      "/home/ada/tides/src/lookup.ts",
      "  return fetchTable(harbour);",
      "  return memoize(fetchTable)(harbour);",
    )
    .assistant("I wrapped the fetch in a memoizer from lodash.");

const corrected = (name: string, version: string, words: string, answer: string): PlantedSession => ({
  name,
  options: { version },
  plants: [{ kind: "user-correction", says: words.slice(0, 12) }],
  build: (session) => work(session).prompt(words).assistant(answer),
});

export const CORRECTIONS: readonly PlantedSession[] = [
  corrected(
    "a convention is named afterwards",
    "2.1.200",
    "We have our own memo helper in src/memo.ts, lodash is banned here.",
    "You're right, I'll switch to the helper.",
  ),
  corrected(
    "flat contradiction",
    "2.0.77",
    "That's wrong. Tables change at midnight, a cache without expiry serves stale data.",
    "I'll add an expiry.",
  ),
  corrected(
    "in German",
    "1.0.128",
    "Nein, so nicht. Der Cache gehört in die Datenbankschicht und nicht hierher.",
    "Ich verschiebe ihn.",
  ),
  corrected(
    "in Japanese",
    "2.1.42",
    "そこではなくて、サービス層でキャッシュしてください。",
    "サービス層に移します。",
  ),
  corrected(
    "a question that isn't one",
    "2.1.329",
    "Why did you touch lookup.ts at all? The plan says the cache goes into the client.",
    "I should have followed the plan; moving it.",
  ),
];

export const DENIALS: readonly PlantedSession[] = [
  {
    name: "a forced push is refused",
    options: { version: "2.1.200" },
    plants: [{ kind: "denial", says: "push a new branch" }],
    build: (session) => work(session).deny("push a new branch, history stays as it is"),
  },
  {
    name: "an edit of a generated file is refused without a word",
    options: { version: "2.0.77" },
    plants: [{ kind: "denial", says: "api.gen.ts" }],
    build: (session) =>
      work(session).deny(undefined, {
        name: "Edit",
        input: { file_path: "/home/ada/tides/src/api.gen.ts", old_string: "v1", new_string: "v2" },
      }),
  },
  {
    name: "refused first, explained in the next prompt",
    options: { version: "2.1.20" },
    plants: [{ kind: "denial", says: "staging" }],
    build: (session) =>
      work(session).deny(undefined, {
        name: "Bash",
        input: { command: "./deploy.sh production", description: "Deploy" },
      })
        .prompt("only ever deploy to staging from a laptop").bash("./deploy.sh staging", "deployed"),
  },
  {
    name: "a file is not to be written",
    options: { version: "1.0.128" },
    plants: [{ kind: "denial", says: "CHANGELOG" }],
    build: (session) =>
      work(session).deny("the CHANGELOG is made by release-please", {
        name: "Write",
        input: { file_path: "/home/ada/tides/CHANGELOG.md", content: "## 2.0\n" },
      }).assistant("Left alone."),
  },
  {
    name: "a plan is refused",
    options: { version: "2.1.100" },
    plants: [{ kind: "denial", says: "smaller" }],
    build: (session) =>
      session.prompt("Plan the move to the new API.").deny("smaller steps please, one endpoint at a time", {
        name: "ExitPlanMode",
        input: { plan: "# Move everything\n\n1. Replace all endpoints in one go" },
      }).assistant("I'll cut it down."),
  },
];

const interrupted = (name: string, version: string, before: Build, after?: string): PlantedSession => ({
  name,
  options: { version },
  plants: [{ kind: "interruption", says: after?.slice(0, 14) ?? "Request interrupted" }],
  build: (session) => {
    before(session);
    session.interrupt();
    if (after !== undefined) session.prompt(after).assistant("Will do.");
  },
});

export const INTERRUPTIONS: readonly PlantedSession[] = [
  interrupted(
    "during a large rewrite",
    "2.1.200",
    (session) => work(session).write("/home/ada/tides/src/all.ts", "export {};\n"),
    "one file at a time",
  ),
  interrupted(
    "without a word afterwards",
    "2.0.77",
    (session) => work(session).bash("npm run build", "built"),
  ),
  interrupted(
    "while it thinks",
    "1.0.44",
    (session) => work(session).thinking("Perhaps all harbours should be renamed."),
    "leave the names to me",
  ),
  interrupted(
    "in the middle of a download",
    "2.1.42",
    (session) => session.prompt("Get the tables").bash("make tables", "1 of 900"),
    "take the sample set, it is enough",
  ),
  interrupted(
    "after a wrong turn in French",
    "2.1.329",
    (session) => work(session).assistant("Je vais supprimer la table."),
    "garde la table, on en a besoin",
  ),
];

const steered = (name: string, version: string, words: string): PlantedSession => ({
  name,
  options: { version },
  plants: [{ kind: "queued-steering", says: words.slice(0, 10) }],
  build: (session) =>
    work(session).bash("npm test", "12 passed", { queued: words, seconds: 20 }).assistant("Noted."),
});

export const STEERINGS: readonly PlantedSession[] = [
  steered("a further wish", "2.1.200", "also bump the fixture for Tromsø"),
  steered("another approach", "2.0.77", "use the memo helper and not lodash"),
  steered("in Spanish", "2.1.20", "deja los nombres como están por favor"),
  steered("a limit", "2.1.100", "only the lookup module please"),
  {
    name: "between two tools",
    options: { version: "2.1.329" },
    plants: [{ kind: "queued-steering", says: "skip the docs" }],
    build: (session) => work(session).queued("skip the docs for now").bash("npm test", "12 passed"),
  },
];
