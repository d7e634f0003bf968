/** Tokens without a prefix worth searching for, by their length and what stands before them. */
import { END, START } from "./pattern_rule.ts";
import { MIXED, type ShapeRule } from "./shape_rule.ts";

export const TOKEN_SHAPES: readonly ShapeRule[] = [
  {
    // The id of a cluster or of a key, and behind a bar the secret: Qdrant's and Laravel's.
    kind: "barred-token",
    shortest: 40,
    longest: 64,
    pattern: new RegExp(
      `(?<=${START}(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,8})\\|)${MIXED}[A-Za-z0-9_-]{40,64}(?![A-Za-z0-9_|-])`,
      "y",
    ),
  },
  {
    kind: "twilio-key",
    shortest: 34,
    longest: 36,
    pattern: new RegExp(`${START}(?:SK|AC)[0-9a-f]{32}${END}`, "y"),
  },
  {
    kind: "mailgun-key",
    shortest: 50,
    longest: 54,
    pattern: new RegExp(`(?<=${START}(?:key-)?)[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}${END}`, "y"),
  },
  {
    kind: "infobip-key",
    shortest: 69,
    longest: 69,
    pattern: new RegExp(`${START}[0-9a-f]{32}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}${END}`, "y"),
  },
  {
    // user id in base64, time stamp, HMAC
    kind: "discord-token",
    shortest: 58,
    longest: 80,
    pattern: new RegExp(
      `${START}[MNO][A-Za-z0-9_-]{23,28}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])`,
      "y",
    ),
  },
  {
    kind: "telegram-token",
    shortest: 35,
    longest: 36,
    first: "A",
    // Behind `/bot` in the addresses of the vendor's own documentation.
    pattern: new RegExp(`(?<=(?:${START}|/bot)[0-9]{8,10}:)AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "twitter-token",
    shortest: 22,
    longest: 80,
    first: "A",
    pattern: new RegExp(`(?<![+/])${START}A{19,22}[A-Za-z0-9]{1,60}%[A-Za-z0-9%]{30,}`, "y"),
  },
  {
    kind: "google-refresh-token",
    shortest: 31,
    longest: 200,
    first: "0",
    pattern: /(?<=1\/\/)0[A-Za-z0-9_-]{30,}/y,
  },
  { kind: "openshift-token", shortest: 43, longest: 44, pattern: /(?<=sha256~)[A-Za-z0-9_-]{43}/y },
  {
    kind: "asana-token",
    shortest: 32,
    longest: 33,
    pattern: new RegExp(`(?<=${START}[12]/[0-9]{10,20}(?:/[0-9]{10,20})?:)[0-9a-f]{32}${END}`, "y"),
  },
  {
    kind: "braintree-token",
    shortest: 32,
    longest: 33,
    pattern: /(?<=access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$)[0-9a-f]{32}/y,
  },
  {
    // The id of an integration and its secret.
    kind: "ghost-key",
    shortest: 64,
    longest: 65,
    pattern: new RegExp(`(?<=${START}[0-9a-f]{24}:)[0-9a-f]{64}${END}`, "y"),
  },
  {
    kind: "bitwarden-token",
    shortest: 69,
    longest: 71,
    first: "0",
    pattern:
      /0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==/y,
  },
  {
    kind: "mollie-key",
    shortest: 35,
    longest: 36,
    pattern: new RegExp(`${START}(?:live|test)_${MIXED}[A-Za-z0-9]{30}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "lob-key",
    shortest: 40,
    longest: 41,
    pattern: new RegExp(`${START}(?:live|test)_[0-9a-f]{35}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "gocardless-token",
    shortest: 45,
    longest: 49,
    pattern: new RegExp(`${START}(?:live|sandbox)_${MIXED}[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    // The id of a key, and behind a colon the secret.
    kind: "ably-key",
    shortest: 43,
    longest: 43,
    pattern: new RegExp(
      `(?<=${START}[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{6}:)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`,
      "y",
    ),
  },
  {
    kind: "statsig-key",
    shortest: 47,
    longest: 53,
    first: "s",
    pattern: new RegExp(`${START}secret-${MIXED}[A-Za-z0-9]{40,46}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "sanity-token",
    shortest: 178,
    longest: 182,
    first: "s",
    pattern: new RegExp(`${START}sk${MIXED}[A-Za-z0-9]{176,180}${END}`, "y"),
  },
  {
    // Accounts of robots: `organisation+name:…`
    kind: "quay-token",
    shortest: 64,
    longest: 64,
    pattern: new RegExp(
      `(?<=${START}[a-z0-9_]{2,60}\\+[a-z0-9_]{1,60}:)(?=[A-Z]*[0-9])[A-Z0-9]{64}${END}`,
      "y",
    ),
  },
  {
    // As chat bots send it to the server.
    kind: "twitch-token",
    shortest: 30,
    longest: 30,
    pattern: /(?<=oauth:)(?=[a-z]*[0-9])[a-z0-9]{30}(?![A-Za-z0-9_-])/y,
  },
  {
    // The id of an application and its secret.
    kind: "woocommerce-key",
    shortest: 43,
    longest: 43,
    first: "c",
    pattern: new RegExp(`${START}c[ks]_[0-9a-f]{40}${END}`, "y"),
  },
  {
    kind: "infisical-token",
    shortest: 93,
    longest: 106,
    first: "s",
    pattern: new RegExp(
      `${START}st\\.(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.[0-9a-f]{32}\\.[0-9a-f]{32}${END}`,
      "y",
    ),
  },
  {
    // The kind and the name of a deployment before it.
    kind: "convex-key",
    shortest: 40,
    longest: 200,
    pattern:
      /(?<=(?<![A-Za-z0-9])(?:prod|dev|preview|project):[a-z0-9:-]{3,60}\|)[A-Za-z0-9+/_-]{40,}={0,2}/y,
  },
  {
    // What Google gives to whoever has let a program in; the program changes it for tokens.
    kind: "google-oauth-code",
    shortest: 60,
    longest: 110,
    pattern:
      /(?<=(?<![A-Za-z0-9./])4\/)0A[A-Za-z0-9_-]{58,108}|(?<=(?<![A-Za-z0-9./])4%)2F0A[A-Za-z0-9_-]{56,106}/y,
  },
  {
    // A cluster's token for those who join, where it is called so.
    kind: "kubeadm-token",
    shortest: 23,
    longest: 23,
    pattern:
      /(?<=[Tt]oken["'`]?[:=]?\s{1,3}["'`]?)(?=[a-z]*[0-9])[a-z0-9]{6}\.(?=[a-z]*[0-9])[a-z0-9]{16}(?![A-Za-z0-9._-])/y,
  },
  {
    // The id of an account before it, as constructors are given both.
    kind: "twilio-token",
    shortest: 32,
    longest: 32,
    pattern:
      /(?<=(?<![A-Za-z0-9])AC[0-9a-f]{32}\\{0,3}["'`]?[\s,:|]{1,3}\\{0,3}["'`]?)[0-9a-f]{32}(?![A-Za-z0-9])/y,
  },
  {
    // The id of an organisation before it.
    kind: "salesforce-token",
    shortest: 80,
    longest: 200,
    first: "A",
    pattern:
      /(?<=(?<![A-Za-z0-9])00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?(?:!|%21|\\u0021|\\!))A[A-Za-z0-9._]{70,}/y,
  },
  {
    kind: "coveo-key",
    shortest: 38,
    longest: 38,
    first: "x",
    pattern: new RegExp(`${START}xx[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}${END}`, "y"),
  },
  {
    // The id of a client and its secret.
    kind: "datastax-token",
    shortest: 64,
    longest: 64,
    pattern: /(?<=AstraCS:[A-Za-z]{24}:)[0-9a-f]{64}(?![A-Za-z0-9])/y,
  },
  {
    kind: "dropbox-token",
    shortest: 64,
    longest: 64,
    pattern: new RegExp(`(?<![+/])${START}[A-Za-z0-9]{11}A{10}[A-Za-z0-9_-]{43}(?![A-Za-z0-9+/=_-])`, "y"),
  },
  {
    // As Vault made them before version 1.10
    kind: "vault-token",
    shortest: 26,
    longest: 26,
    pattern: new RegExp(
      `${START}[bsr]\\.(?=[A-Za-z]*[0-9][A-Za-z]*[0-9])${MIXED}[A-Za-z0-9]{24}(?![A-Za-z0-9._-])`,
      "y",
    ),
  },
  {
    kind: "digitalocean-key",
    shortest: 20,
    longest: 20,
    first: "D",
    pattern: new RegExp(`${START}DO00(?=[A-Z]*[0-9]+[A-Z]+[0-9])[A-Z0-9]{16}${END}`, "y"),
  },
  {
    kind: "flagsmith-key",
    shortest: 26,
    longest: 26,
    first: "s",
    pattern: new RegExp(`${START}ser\\.${MIXED}[A-Za-z0-9]{22}${END}`, "y"),
  },
  {
    kind: "infracost-key",
    shortest: 36,
    longest: 36,
    first: "i",
    pattern: new RegExp(`${START}ico-${MIXED}[A-Za-z0-9]{32}${END}`, "y"),
  },
  {
    kind: "mem0-key",
    shortest: 43,
    longest: 43,
    first: "m",
    pattern: new RegExp(`${START}m0-${MIXED}[A-Za-z0-9]{40}${END}`, "y"),
  },
  {
    kind: "scalingo-token",
    shortest: 54,
    longest: 54,
    first: "t",
    pattern: new RegExp(`${START}tk-(?:us|eu)-${MIXED}[A-Za-z0-9_-]{48}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "depot-token",
    shortest: 70,
    longest: 84,
    first: "d",
    pattern: new RegExp(`${START}depot_(?:[a-z]{2,12}_)?[0-9a-f]{64}${END}`, "y"),
  },
  {
    // The id of a key and its secret.
    kind: "zhipu-key",
    shortest: 49,
    longest: 49,
    pattern: new RegExp(
      `${START}[0-9a-f]{32}\\.(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{16}${END}`,
      "y",
    ),
  },
  {
    kind: "messagebird-key",
    shortest: 30,
    longest: 30,
    pattern: new RegExp(`${START}(?:live|test)_${MIXED}[A-Za-z0-9]{25}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    // The id of an application and its secret.
    kind: "oculus-token",
    shortest: 32,
    longest: 32,
    pattern: /(?<=OC\|[0-9]{11,20}\|)[0-9a-f]{32}(?![A-Za-z0-9])/y,
  },
  {
    kind: "facebook-token",
    shortest: 27,
    longest: 27,
    pattern: new RegExp(
      `(?<=${START}[0-9]{15,17}(?:\\||%7C))${MIXED}[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])`,
      "y",
    ),
  },
  {
    kind: "pagerduty-token",
    shortest: 43,
    longest: 50,
    pattern: /(?<=pd(?:us|eu)\+)_[A-Z0-9]{5,12}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/y,
  },
  {
    // The id of a token in base64 and its secret.
    kind: "tableau-token",
    shortest: 32,
    longest: 32,
    pattern: new RegExp(`(?<=(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{22}==:)${MIXED}[A-Za-z0-9]{32}${END}`, "y"),
  },
  {
    // The id of a key and its secret.
    kind: "fal-key",
    shortest: 32,
    longest: 32,
    pattern: new RegExp(
      `(?<=${START}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:)[0-9a-f]{32}(?![A-Za-z0-9:-])`,
      "y",
    ),
  },
  {
    kind: "ngrok-token",
    shortest: 43,
    longest: 52,
    pattern: new RegExp(
      `${START}[1-3]${MIXED}[A-Za-z0-9]{26}_${MIXED}[A-Za-z0-9]{16,24}(?![A-Za-z0-9_-])`,
      "y",
    ),
  },
  {
    // A project and an environment before it.
    kind: "unleash-token",
    shortest: 60,
    longest: 90,
    pattern: /(?<=(?<![A-Za-z0-9])(?:\*|[a-z][\w-]{0,60}|\[\]):)[a-z]{3,20}\.[0-9a-f]{56,64}(?![A-Za-z0-9])/y,
  },
  {
    kind: "rancher-token",
    shortest: 54,
    longest: 54,
    pattern:
      /(?<=(?:token-[a-z0-9]{5}|kubeconfig-[a-z0-9.-]{4,60}):)(?=[a-z]*[0-9])[a-z0-9]{54}(?![A-Za-z0-9])/y,
  },
  {
    kind: "tatum-key",
    shortest: 51,
    longest: 51,
    pattern: new RegExp(`${START}t-[0-9a-f]{24}-[0-9a-f]{24}${END}`, "y"),
  },
  {
    kind: "uptimerobot-key",
    shortest: 32,
    longest: 38,
    pattern: new RegExp(`${START}[um][0-9]{6,12}-[0-9a-f]{24}${END}`, "y"),
  },
  {
    kind: "configcat-key",
    shortest: 22,
    longest: 22,
    pattern: /(?<=configcat-sdk-1\/[A-Za-z0-9_-]{22}\/)[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/y,
  },
  {
    kind: "backblaze-key",
    shortest: 31,
    longest: 31,
    pattern: new RegExp(`${START}K00[0-9]${MIXED}[A-Za-z0-9]{27}(?![A-Za-z0-9+/=_-])`, "y"),
  },
  {
    kind: "close-key",
    shortest: 49,
    longest: 49,
    pattern: new RegExp(`${START}api_[A-Za-z0-9]{22}\\.[A-Za-z0-9]{22}${END}`, "y"),
  },
  {
    kind: "beamer-key",
    shortest: 46,
    longest: 46,
    pattern: new RegExp(`${START}b_${MIXED}[A-Za-z0-9_-]{44}(?![A-Za-z0-9_=-])`, "y"),
  },
];
