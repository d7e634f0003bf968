/** Secrets in tables: of databases, Markdown, password managers. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { chosenPassword, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function tableSamples(random: RandomText): ContextualSample[] {
  const [one, two] = [mixedToken(random, 24), mixedToken(random, 24)];
  const [pass, other] = [chosenPassword(random), chosenPassword(random)];
  const word = random.of(LOWER, 14);
  const dashes = "-".repeat(24);
  return [
    make(
      "a table of psql",
      [one, two],
      ` id |  email  |        api_token\n----+---------+${dashes}--\n  1 | a@x.test | ${one}\n  2 | b@x.test | ${two}\n(2 rows)\n`,
    ),
    make("one column of psql", one, `        api_token\n--${dashes}\n ${one}\n(1 row)\n`),
    make(
      "an expanded table of psql",
      one,
      `-[ RECORD 1 ]-+------\nid            | 1\napi_token     | ${one}\nemail         | x\n`,
    ),
    make(
      "a table of mysql",
      [pass, other],
      `+----+------+--------------+\n| id | user | password     |\n+----+------+--------------+\n|  1 | joe  | ${pass} |\n|  2 | ann  | ${other} |\n+----+------+--------------+\n2 rows in set\n`,
    ),
    make(
      "a table of Markdown",
      [pass, other],
      `| User | Password |\n| --- | --- |\n| joe | ${pass} |\n| ann | \`${other}\` |\n`,
    ),
    make("a table of Markdown with colons", one, `| Service | API key |\n|:--|:--:|\n| maps | ${one} |\n`),
    make("a table of Markdown without frames", one, `Service | Access token\n--- | ---\nmaps | ${one}\n`),
    make(
      "names and values in Markdown",
      one,
      `| Variable | Value |\n|---|---|\n| HOST | x.test |\n| API_TOKEN | ${one} |\n`,
    ),
    make(
      "vault kv get",
      pass,
      `====== Data ======\nKey         Value\n---         -----\npassword    ${pass}\nusername    joe\n`,
    ),
    make("columns with dashes", one, `Name   AccessToken\n----   -----------\nmaps   ${one}\n`),
    make(
      "a file of a browser",
      [pass, word],
      `name,url,username,password\nx.test,https://x.test/,joe,${pass}\ny,https://y.test/,ann,${word}\n`,
    ),
    make(
      "a file of Bitwarden",
      pass,
      `folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n,,login,x,,,0,https://x.test,joe,${pass},\n`,
    ),
    make(
      "a file of LastPass",
      pass,
      `url,username,password,totp,extra,name,grouping,fav\nhttps://x.test,joe,${pass},,,x,,0\n`,
    ),
    make(
      "a file of 1Password",
      pass,
      `Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\nx,https://x.test,joe,${pass},,false,false,,\n`,
    ),
    make("quoted values", `${pass}, ${word}`, `"name","username","password"\n"x","joe","${pass}, ${word}"\n`),
    make("tokens in CSV", [one, two], `id,email,api_token\n1,a@x.test,${one}\n2,b@x.test,${two}\n`),
    make("a token in the first column", one, `api_key,id\n${one},1\n`),
    make("semicolons", one, `id;access_token\n1;${one}\n`),
    make("tabs", one, `id\taccess_token\n1\t${one}\n`),
    make("a table behind line numbers", one, `     1→id,api_token\n     2→1,${one}\n`),
    make(
      "a table of Markdown behind line numbers",
      one,
      `     1→| a | api_token |\n     2→| --- | --- |\n     3→| 1 | ${one} |\n`,
    ),
    make("a client's secret in psql", one, ` name | client_secret\n------+--------------\n web  | ${one}\n`),
    make(
      "two tables",
      [one, two],
      `| a | api_token |\n|---|---|\n| 1 | ${one} |\n\ntext\n\n id | api_token\n----+-----------\n  1 | ${two}\n`,
    ),
  ];
}
