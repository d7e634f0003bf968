/** Hashes of passwords, keys of clusters, wallets and programs, by their length and what stands before them. */
import { END, START } from "./pattern_rule.ts";
import type { ShapeRule } from "./shape_rule.ts";

export const KEY_SHAPES: readonly ShapeRule[] = [
  {
    // `K10`, a digest of the authority and, behind `::server:`, the secret.
    kind: "k3s-token",
    shortest: 67,
    longest: 68,
    pattern: /K10[0-9a-f]{64}::[a-z0-9.-]{1,40}:[0-9a-f]{16,64}(?![0-9a-f])/y,
  },
  {
    // As local networks list the accounts that they have made, and settings of such tools do.
    kind: "private-key",
    shortest: 64,
    longest: 66,
    pattern:
      /(?<=(?:^|\n)[ \t]*(?:[0-9]{1,6}→)?\([0-9]{1,2}\) |accounts["']?\s?[:=]\s?\[[^\]]{0,300}["'])(?:0x)?[0-9a-f]{64}(?![A-Za-z0-9])/y,
  },
  {
    // A wallet's, as code is given it: `vm.sign(0x…)`, `let wallet: LocalWallet = "…".parse()`.
    kind: "private-key",
    shortest: 64,
    longest: 66,
    pattern:
      /(?<=\bvm\.(?:addr|sign|broadcast|startBroadcast|rememberKey|createWallet)\(|(?:[wW]allet|[sS]igner|WALLET|SIGNER)(?:: ?&?\w{1,30})? ?= ?["'])(?:0x)?[0-9a-f]{64}(?![A-Za-z0-9])/y,
  },
  {
    // The same where it is said whose it is: `// deployer key 0x…`.
    kind: "private-key",
    shortest: 66,
    longest: 66,
    pattern:
      /(?<=\b(?:[dD]eployer|[pP]rivate|[pP]riv|[oO]wner|[mM]inter|[rR]elayer|[fF]under|[fF]aucet|[sS]igner|[aA]dmin|[sS]igning|[wW]allet|[hH]ot[ -]?wallet|[aA]ccount|[eE]th(?:ereum)?)(?:'s)? [kK]ey(?: is| \([^()\n]{1,40}\))?(?:[:=]| [=:→–—-])?\s{1,3}["'`]?)0x[0-9a-fA-F]{64}(?![A-Za-z0-9])/y,
  },
  {
    // What a browser writes down so that others can read its connections (SSLKEYLOGFILE), behind the random number of the client.
    kind: "private-key",
    shortest: 64,
    longest: 96,
    pattern:
      /(?<=(?:CLIENT_RANDOM|(?:TRAFFIC|EXPORTER|MASTER)_SECRET(?:_[0-9])?) [0-9a-fA-F]{64} )[0-9a-fA-F]{64,96}(?![A-Za-z0-9])/y,
  },
  {
    // `openssl enc -P`: salt, key and iv, a line each.
    kind: "private-key",
    shortest: 32,
    longest: 64,
    pattern: /(?<=(?:^|\n|→)[ \t]*key ?= ?)[0-9A-F]{32,64}(?=\r?\n[^\n]{0,12}iv ?=)/y,
  },
  {
    // A static key of OpenVPN without its frame.
    kind: "private-key",
    shortest: 32,
    longest: 32,
    pattern:
      /(?<=<(?:tls-auth|tls-crypt|secret)>\s{1,8}(?:[0-9a-f]{32}\s{1,8}){0,15})[0-9a-f]{32}(?![A-Za-z0-9])/y,
  },
  {
    // The seed of a wallet: 64 bytes.
    kind: "private-key",
    shortest: 128,
    longest: 128,
    pattern: /(?<=[Ss]eed\\{0,3}["']?\s{0,2}[:=]\s{0,2}\\{0,3}["']?)[0-9a-f]{128}(?![A-Za-z0-9])/y,
  },
  {
    // MySQL's
    kind: "password-hash",
    shortest: 40,
    longest: 40,
    pattern: new RegExp(`(?<=(?<![A-Za-z0-9*])\\*)[0-9A-F]{40}${END}`, "y"),
  },
  {
    // Windows' as dumps show them: `user:500:LM:NT:::`
    kind: "password-hash",
    shortest: 32,
    longest: 32,
    pattern: /(?<=:[0-9]{1,7}:(?:[0-9a-fA-F]{32}:)?)[0-9a-fA-F]{32}(?=(?::[0-9a-fA-F]{32})?:::)/y,
  },
  {
    // What Windows answers to a challenge, as tools write it down: `user::DOMAIN:challenge:HMAC:…`
    kind: "password-hash",
    shortest: 32,
    longest: 32,
    pattern: /(?<=::[\w.-]{0,64}:[0-9a-fA-F]{16}:)[0-9a-fA-F]{32}(?=:[0-9a-fA-F]{32})/y,
  },
  {
    // htdigest's lines: `user:realm:MD5`
    kind: "password-hash",
    shortest: 32,
    longest: 32,
    pattern: /(?<=(?:^|\n|→|\t)[A-Za-z][\w.-]{0,40}:[A-Za-z][\w .-]{0,60}:)[0-9a-f]{32}(?=\s*(?:\n|$))/y,
  },
  {
    // Bitcoin's form for wallets (base58)
    kind: "private-key",
    shortest: 51,
    longest: 52,
    pattern: new RegExp(
      `${START}(?=[1-9A-Za-z]*[0-9])(?:5[1-9A-HJ-NP-Za-km-z]{50}|[KL][1-9A-HJ-NP-Za-km-z]{51})${END}`,
      "y",
    ),
  },
  {
    // Stellar's
    kind: "private-key",
    shortest: 56,
    longest: 56,
    pattern: new RegExp(`${START}(?=[A-Z]*[2-7])S[A-Z2-7]{55}${END}`, "y"),
  },
  {
    // NATS's seeds of users, accounts, operators, servers and clusters
    kind: "private-key",
    shortest: 58,
    longest: 58,
    pattern: new RegExp(`${START}(?=[A-Z]*[2-7])S[AUONCX][A-Z2-7]{56}${END}`, "y"),
  },
  {
    // Product keys of Windows, and recovery keys of FileVault.
    kind: "product-key",
    shortest: 29,
    longest: 29,
    pattern: new RegExp(
      `${START}(?=[A-Z-]*[0-9][A-Z-]*[0-9])(?=[0-9-]*[A-Z])(?:[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5})${END}`,
      "y",
    ),
  },
  {
    kind: "bitlocker-key",
    shortest: 55,
    longest: 55,
    pattern: new RegExp(`${START}[0-9]{6}(?:-[0-9]{6}){7}${END}`, "y"),
  },
];
