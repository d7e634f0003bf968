/** Secrets that languages define in their own ways, that prompts offer and logins name, and words joined under further names. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, HEX, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function definedAndOffered(random: RandomText): ContextualSample[] {
  const mixed = `${random.of(ALPHANUMERIC, 10)}7Kq`;
  return [
    ...samplesOf([
      "login: eva, %",
      'password="%..."',
      "password: '...%'",
      "? Enter the database password: [%]",
      "? Enter the database password: (%)",
      "DB_PASSWORD = (required) [%]:",
      "Staging login: `ops`, `%`.",
      '(def password "%")',
      '(defonce ^:private db-password "%")',
      '(setq smtp-password "%")',
      'case field\nwhen "password" then "%"\nend',
      "try Zt39dLq0Vm or % as the password",
      "try % or Zt39dLq0Vm as the password",
    ], mixed),
    ...samplesOf(['(defvar *api-key* "%")'], `${mixed}${random.of(ALPHANUMERIC, 16)}`),
    ...samplesOf(
      ['key = ["%"].pack("H*")', "SECRET = ['%'].pack('H*')"],
      `${random.of(HEX, 60)}7a9c`,
    ),
    ...samplesOf(
      ['Pusher("5434799", "99eaaf0ea858874c40dc", "%", cluster="eu")'].flatMap((
        call,
      ) => [call, `  1→${call}`, `<pre>${call.replaceAll('"', "&quot;")}</pre>`]),
      `${random.of(HEX, 16)}7a9c`,
    ),
    ...samplesOf(['const cypressRecordKey = "%";'], random.uuid()),
    ...samplesOf([
      "active_record_encryption:\n  primary_key: %\n  deterministic_key: x",
      'config.active_record.encryption.primary_key = "%"',
    ], `${random.of(ALPHANUMERIC, 28)}7Kq2`),
    ...samplesOf(["enter this code: %", "Type this key: %."], "JBSW Y3DP EHPK 3PXP"),
    ...samplesOf(["Enter this code: %"], "KVKF KRCP NZQU YMLX OVYD SQKJ"),
    ...samplesOf(["oauth:\n  client_secret: %\n", '{"secret": "%"}', '  secret: "%"'], "larchpuddle"),
    // One of both is pictured, whichever it is.
    ...["zoomturnip", "puddlezoom"].flatMap((word) =>
      samplesOf(["the staging password is %", "Das Passwort ist `%`."], word)
    ),
    ...samplesOf(["SIGNING_SALT=%"], "larch.puddle.otter!"),
    ...samplesOf(["PASSWORD_SALT=%"], "larch_puddle_otter_7"),
    ...samplesOf(["password: %\nuser: app", "  1→password: %\n  2→user: app"], "Larch puddle 73 topaz!"),
    ...samplesOf(['{"token": "%"}'], "g7JwigCB}>(nZSla]{pb"),
    ...samplesOf(['{"primaryKey": "%"}'], "wmMdHZ88eA/rbSHqaW5olzisllvwRwDAU4sajd/CSxM="),
    ...samplesOf(["mount smb://%@nas01/home"], "eva.keller"),
  ];
}

/** What stands at such places and is no secret. */
export const DEFINED_BENIGN_TEXTS: readonly string[] = [
  ..."whitespace milliseconds inconsistent corresponding monochrome somewhere benchmark".split(" ").map((
    word,
  ) => `the password is ${word}`),
  "password: incomplete\nuser: x",
  "user: eva\npassword: unencrypted",
  'import x from "//lib/homes/list"',
  'load("//tools/homes/list:defs.bzl", "x")',
  "? Enter the database password: (hidden)",
  "? Enter the password: [input is hidden]",
  "? Enter the password: (leave-empty-for-none)",
  "Enter the token: [default]",
  "DB_PASSWORD = (string) [optional]",
  "password: [redacted]",
  'password="..."',
  'password: "your-password-here..."',
  'password="eyJhbGciOiJIUzI1NiIs..."',
  'password="ghp_A1b2C3d4E5f6..."',
  'password="Enter...Password2"',
  "login: eva, last seen today",
  "login: eva, Administrator",
  "login: alice, role: admin",
  '(def password "your-password")',
  '(def password-field "password")',
  '(defvar token-type "bearer")',
  "client_secret: unavailable",
  "secret: sunflower",
  'when "password" then "text"',
  'when "token" then "refresh"',
  "use test or demo as the password",
  'digest = ["5d41402abc4b2a76b9719d911017c592"].pack("H*")',
  "enter this code: ABCD or skip",
  "password: Please enter 73 topaz or more",
  "smb://nas01/share",
  "smb://guest@nas01/share",
];
