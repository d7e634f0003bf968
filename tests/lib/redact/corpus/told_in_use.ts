/** Secrets told by what is done with them: typed at a prompt, tried when another fails, told below a heading or beside who logs in. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function toldInUse(random: RandomText): ContextualSample[] {
  const made = `${random.of("QZXW", 1)}${mixedToken(random, 15)}7`;
  const chosen = `walnutlantern${random.of("23456789", 3)}`;
  const token = `${random.of("QZXW", 1)}${mixedToken(random, 38)}7`;
  const group = () => random.of("bcdfghjkmnpqrtvwx", 4);
  return [
    ...[made, chosen].flatMap((value) => samplesOf(PASSWORDS, value)),
    ...samplesOf(SECONDS, made),
    ...samplesOf(["api token for grafana %"], token),
    ...samplesOf(["the staging api-key header should be %"], random.uuid()),
    ...samplesOf(["The VPN PSK is % here"], made),
    ...samplesOf(["the alarm code %", "front door code %, then"], random.of("23456789", 6)),
    ...samplesOf(["put it in .env as SMTP_PASS: %"], [group(), group(), group(), group()].join(" ")),
    ...samplesOf(['The webhook secret should be "%".', "The secret word for the vault is '%'"], PHRASE),
    ...samplesOf(["These are your recovery codes:\n\t%\n"], random.of("0123456789abcdef", 64)),
    ...samplesOf(["password for user postgres is %"], `postgres-${random.of(ALPHANUMERIC, 3)}wL7D68nQ9`),
  ];
}

const PHRASE = "lantern-walnut-meadow-otter";

const PASSWORDS = [
  "Pass: %  User: svc_orders",
  "Test account: qa@walnut.io %",
  "username readonly password %",
  "ssh into 10.155.146.117 as root with %",
  "enter % at the password prompt",
  "mysql root pass %",
  "- DB pass → %",
  "PW fürs WLAN: %",
  "pw2: %",
  "FTP: ftp.walnut.com / reporting / %",
  "admin/% should work on grafana",
  "It's the same password as before, %.",
  "credentials:\nsvc_orders\n%",
];

const SECONDS = [
  "the new one is %, the old password doesn't work any more",
  "The password should be Mq7Walnut#Otter2 not %",
  "login fails with password Mq7Walnut#Otter2 but works with %",
  "try password Mq7Walnut#Otter2 — if it fails try %",
];

/** What looks like them. */
export const TOLD_IN_USE_BENIGN_TEXTS: readonly string[] = [
  "Pass: 12  User: svc_orders",
  "username readonly password field",
  "runs as root with sudo",
  "ssh in as root with agent forwarding2",
  "enter the value at the password prompt",
  "enter npm login at the password prompt",
  "the test suite and the mysql root pass as well",
  "staging pass rate 99.5%",
  "prod pass → fail",
  "FTP: ftp.walnut.com / reporting / archive",
  "admin/settings should work on mobile",
  "admin/dashboard2 still fails",
  "It's the same password as before, unfortunately.",
  "the same token as before, which expired",
  "credentials:\nsvc_orders\nsvc_billing",
  "the new one is faster, the old password form is gone",
  "The password should be hashed, not encrypted",
  "The password should be a string not undefined",
  "login fails with password reset but works with OAuth2",
  "try password reset — if it fails try logging in again",
  "api token for grafana dashboards",
  "the api-key header should be X-Api-Key",
  "the barcode code 123456789012",
  "error code 404123",
  "The webhook secret should be rotated",
  "The secret word is case-sensitive",
  "the password for user postgres is postgres-readonly",
  "PW fürs WLAN: siehe Wiki",
];
