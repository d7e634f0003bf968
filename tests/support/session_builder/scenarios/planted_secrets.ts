/** Secrets and personal data that the scenarios let slip into the logs, put together at run time so that no scanner trips over this file. */

import { randomSource } from "../random_source.ts";

export interface PlantedSecrets {
  readonly gitHubToken: string;
  readonly awsAccessKeyId: string;
  readonly awsSecretAccessKey: string;
  /** The password in `passwordUrl`. */
  readonly password: string;
  readonly passwordUrl: string;
}

/** The person at the keyboard, and a colleague whose address stands in the history. */
export const PERSON = {
  userName: "ada",
  homeDirectory: "/home/ada",
  email: ["ada", "widgets-lab.dev"].join("@"),
  colleagueEmail: ["grace.h", "widgets-lab.dev"].join("@"),
};

/** The same secrets on every run. */
export function plantedSecrets(): PlantedSecrets {
  const random = randomSource("planted secrets");
  const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const small = capitals.toLowerCase();
  const password = `${random.characters(small, 5)}7${random.characters(capitals, 4)}-${
    random.characters(small, 6)
  }`;
  return {
    gitHubToken: ["ghp", random.characters(`${small}${capitals}0123456789`, 36)].join("_"),
    awsAccessKeyId: `${"AKIA"}${random.characters(`${capitals}234567`, 16)}`,
    awsSecretAccessKey: random.characters(`${small}${capitals}0123456789/+`, 40),
    password,
    passwordUrl: `https://${"deploy"}:${password}@registry.widgets-lab.dev/npm/`,
  };
}

/** Everything that must not be in what is made public. */
export function plantedTexts(): string[] {
  const { gitHubToken, awsAccessKeyId, awsSecretAccessKey, password } = plantedSecrets();
  const { homeDirectory, email, colleagueEmail } = PERSON;
  return [gitHubToken, awsAccessKeyId, awsSecretAccessKey, password, homeDirectory, email, colleagueEmail];
}
