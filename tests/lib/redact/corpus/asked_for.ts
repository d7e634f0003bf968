/** What programs ask for, print or show alone, and what looks like it. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { BASE64, chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function askedForSamples(random: RandomText): ContextualSample[] {
  return [...promptSamples(random)];
}

function promptSamples(random: RandomText): ContextualSample[] {
  const token = mixedToken(random, 32);
  return [
    ...samplesOf([
      "Enter PEM pass phrase: %\nVerifying - Enter PEM pass phrase: %",
      "Enter PEM pass phrase:%",
      "Password [%]: ",
      "Database password (required) [%]:\n",
      "DB_PASSWORD (leave empty to keep) [%]:\n",
    ], chosenPassword(random)),
    ...samplesOf(
      ["Enter PEM pass phrase: %\n", "? Choose a password › %", "DB_PASSWORD [%]: "],
      "tulip-walnut-ribbon",
    ),
    ...samplesOf([
      "? Enter your API key › %\n✔ Saved",
      "✔ What is your API key? … %\n",
      "CONFLUENT_API_SECRET (required) [%]: ",
      "DEPLOY_TOKEN [%]: ",
      "Access token [%]: ",
    ], token),
    ...samplesOf(
      ["WEATHER_API_KEY (required) [%]: ", "OPENWEATHER_KEY (required) [%]:\n"],
      `${random.of(HEX, 29)}a7c`,
    ),
    ...samplesOf(["API_SECRET (required) [%]: "], `${random.of(BASE64, 61)}7aZ`),
    ...samplesOf(["HEROKU_API_KEY (required) [%]: "], random.uuid()),
  ];
}

/** What looks like them. */
export const ASKED_FOR_BENIGN_TEXTS: readonly string[] = [
  "AWS Secret Access Key [****************vdAb]: ",
  "Password [optional]: ",
  "Password [8-64 characters]: ",
  "API key (leave empty to keep) [none]: ",
  "? Password: [hidden]",
  "? What is your password? (required) [input is hidden]",
  "  --token TOKEN  (required) [env: API_TOKEN]",
  "  --api-key <KEY>  API key (required) [env: OPENAI_API_KEY=]",
  "token (string) [in: query]: the token",
  "  API_TOKEN (required) [string]: the token of the API",
  "db_password (required) [secret/db2-pass]: ",
  "Enter your password › ********",
  "Enter PEM pass phrase: \nVerifying - Enter PEM pass phrase: \n",
  "Settings › API key › Create2",
];
