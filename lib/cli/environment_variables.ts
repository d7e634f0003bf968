/**
 * Environment variables that commands may read: by name, as executables carry them in their permissions. Any other one
 * is as if it weren't set, for the program's own code and for that of its libraries.
 */

/** Where GitHub is, and who is asking. */
export const GITHUB_VARIABLES = [
  "GH_TOKEN",
  "GITHUB_API_URL",
  "GITHUB_REPOSITORY",
  "GITHUB_SERVER_URL",
  "GITHUB_TOKEN",
  // Named where it is what can't be reached.
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
  "https_proxy",
  "http_proxy",
  "no_proxy",
];

/** Where a person's files are. */
export const HOME_VARIABLES = ["CLAUDE_CONFIG_DIR", "HOME", "USERPROFILE"];

/** What the machine is called: told to whoever waits for a lock. */
export const MACHINE_VARIABLES = ["COMPUTERNAME", "HOSTNAME"];

/** How the terminal is, and whether there is one. */
export const TERMINAL_VARIABLES = ["CI", "COLORTERM", "FORCE_COLOR", "NO_COLOR", "TERM"];
