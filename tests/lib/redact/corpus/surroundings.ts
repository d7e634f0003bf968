/** Where secrets stand in logs: the same token in each of its natural surroundings. */

export type Surrounding = readonly [name: string, surround: (secret: string) => string];

/** None of them names the secret: the token must be known by its own form. */
export const SURROUNDINGS: readonly Surrounding[] = [
  ["alone", (secret) => secret],
  ["an environment dump", (secret) => `SHELL=/bin/bash\nSERVICE_SETTING=${secret}\nTERM=xterm`],
  ["a header of curl", (secret) => `curl -sS -H 'X-Custom: ${secret}' https://api.example.test/v1/items`],
  [
    "a stack trace",
    (secret) =>
      `Error: 401 for ${secret}\n    at request (src/client.ts:41:11)\n    at main (src/main.ts:7:3)`,
  ],
  ["JSON", (secret) => JSON.stringify({ status: 200, data: { value: secret, ok: true } }, null, 2)],
  ["JSON in JSON", (secret) => JSON.stringify({ body: JSON.stringify({ value: `first\n${secret}` }) })],
  ["YAML", (secret) => `services:\n  worker:\n    setting: ${secret}\n    replicas: 2`],
  ["a line end written as an escape", (secret) => `printf "login ok\\n${secret}\\ndone"`],
  ["terminal colours", (secret) => `\u001b[2mvalue\u001b[22m \u001b[32m${secret}\u001b[39m`],
  ["Markdown", (secret) => `I found \`${secret}\` in the settings, which is wrong.`],
  ["the end of a sentence", (secret) => `It answered with "${secret}". Then it stopped.`],
  ["a diff", (secret) => `@@ -1,2 +1,2 @@\n-const value = '';\n+const value = '${secret}';\n`],
  ["a list of arguments", (secret) => `spawn("deploy", ["--setting", "${secret}", "--verbose"])`],
  ["brackets", (secret) => `[${secret}] (${secret}) {${secret}} <${secret}>`],
  ["Japanese", (secret) => `設定の値は${secret}でした。`],
  ["Windows line ends", (secret) => `name: x\r\nvalue: ${secret}\r\n`],
];
