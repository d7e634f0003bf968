/** Secrets that are encoded, put together from several strings or wrapped over lines. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { chosenPassword, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function encodedSamples(random: RandomText): ContextualSample[] {
  const value = mixedToken(random, 43);
  const pass = chosenPassword(random);
  const github = `gh${"p_"}${mixedToken(random, 36)}`;
  const jwt = `${["ey", "J"].join("")}${mixedToken(random, 60)}.${["ey", "J"].join("")}${
    mixedToken(random, 90)
  }.${mixedToken(random, 43)}`;
  const pieces = (text: string, length: number) => text.match(new RegExp(`.{1,${length}}`, "g")) ?? [];
  const halves = [value.slice(0, 22), value.slice(22)];
  const [left = "", right = ""] = halves;
  const basic = btoa(`joe:${pass}`);
  return [
    make("an encoded separator", value, `https://x.test/login?next=%2Fcb%3Faccess_token%3D${value}%26x%3D1`),
    make("an encoded separator in lower case", value, `next=access_token%3d${value}`),
    make("one that is encoded twice", value, `u=https%253A%252F%252Fx.test%252F%253Fapi_key%253D${value}`),
    make("encoded JSON", value, `data=%7B%22client_secret%22%3A%22${value}%22%2C%22n%22%3A1%7D`),
    make("encoded JSON with a space", value, `%7B%22api_key%22%3A%20%22${value}%22%7D`),
    make(
      "an encoded password",
      encodeURIComponent(`${pass}9`),
      `body=user%3Djoe%26password%3D${encodeURIComponent(`${pass}9`)}`,
    ),
    make("strings below each other", halves, `api_key = ("${left}"\n           "${right}")`),
    make("strings joined by a plus", halves, `const apiKey = "${left}" + "${right}";`),
    make("strings joined over lines", halves, `const apiKey = "${left}" +\n  "${right}";`),
    make("strings joined before a plus", halves, `String apiKey = "${left}"\n    + "${right}";`),
    make("strings joined by a dot", halves, `$api_key = '${left}' . '${right}';`),
    make("strings behind a backslash", halves, `api_key = "${left}" \\\n  "${right}"`),
    make("strings in brackets", halves, `API_KEY = (\n    "${left}"\n    "${right}"\n)\n`),
    make(
      "many strings in brackets",
      pieces(value, 12),
      `API_KEY = (\n${pieces(value, 12).map((piece) => `    "${piece}"\n`).join("")})\n`,
    ),
    make("a backslash at the line's end", halves, `export API_KEY=${left}\\\n${right}\n`),
    make("a token over two lines", pieces(github, 22), `the token is ${pieces(github, 22).join("\n")}\n`),
    make("an indented token over two lines", pieces(github, 22), `  ${pieces(github, 22).join("\n  ")}\n`),
    make("a token of two strings", pieces(github, 24), `x = "${pieces(github, 24).join('" + "')}"`),
    make(
      "a token behind line numbers",
      pieces(github, 30),
      `     7→${pieces(github, 30).join("\n     8→")}\n`,
    ),
    make("a JWT over lines", pieces(jwt, 76), `${pieces(jwt, 76).join("\n")}\n`),
    make("a JWT over narrow lines", pieces(jwt, 52), `${pieces(jwt, 50).join("\n")}\n`),
    make("a JWT over escaped lines", pieces(jwt, 70), `curl -H X:${pieces(jwt, 70).join("\\\n")}\n`),
    make("a named JWT over lines", pieces(jwt, 64), `id_token: ${pieces(jwt, 64).join("\n")}\n`),
    make("decoded credentials", basic, `echo '${basic}' | base64 -d`),
    make("decoded credentials without quotes", basic, `$ echo ${basic} | base64 --decode\n`),
    make("encoded credentials", pass, `echo -n 'admin:${pass}' | base64`),
    make(
      "encoded credentials in a command",
      pass,
      `curl -H "Authorization: $(echo -n "admin:${pass}" | base64 -w0)"`,
    ),
    make("printed credentials", pass, `printf '%s' 'admin:${pass}' | openssl base64`),
    make("a here string", pass, `base64 <<< 'admin:${pass}'`),
  ];
}
