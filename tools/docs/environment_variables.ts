/** What each environment variable is for that a command may read, in groups; a test holds it complete. */

/** Variables that belong together, name → what it is for. */
export interface VariableGroup {
  readonly title: string;
  readonly variables: Readonly<Record<string, string>>;
}

const PROXY =
  "proxy for the requests of every command; read to be named where nothing can be reached, and handed to `claude`";
const DIRECT = "hosts that are reached without a proxy";
const HANDED = "handed to `claude`";

export const VARIABLE_GROUPS: readonly VariableGroup[] = [
  {
    title: "GitHub",
    variables: {
      GH_TOKEN: "the token for GitHub; wins over `GITHUB_TOKEN`. Without both, `gh auth token` is asked",
      GITHUB_TOKEN: "the token for GitHub where `GH_TOKEN` is not set",
      GITHUB_API_URL:
        "address of GitHub's API on another server (default: `https://api.github.com`, or what belongs to `GITHUB_SERVER_URL`)",
      GITHUB_SERVER_URL: "address of GitHub in a browser (default: `https://github.com`)",
      GITHUB_REPOSITORY: "`owner/name` where there is neither `--repo` nor a git remote",
    },
  },
  {
    title: "Models",
    variables: {
      ANTHROPIC_API_KEY: "key for the engine `anthropic`; if it is set, that engine is chosen",
      CLAUDE_CODE_OAUTH_TOKEN:
        "token of a subscription for the engine `claude-code` (`claude setup-token` prints one)",
      ANTHROPIC_BASE_URL: "another address of the provider, such as a gateway's",
      ANTHROPIC_AUTH_TOKEN: "a gateway's token; handed to `claude`",
      ANTHROPIC_BETAS: HANDED,
      ANTHROPIC_CUSTOM_HEADERS: HANDED,
      CLAUDE_CODE_MAX_RETRIES: HANDED,
    },
  },
  {
    title: "Files and programs",
    variables: {
      CLAUDE_CONFIG_DIR: "where Claude Code keeps its session logs and login (default: `~/.claude`)",
      HOME: "the home folder, on Linux and macOS",
      USERPROFILE: "the home folder, on Windows",
      APPDATA: "where programs keep settings, on Windows; handed to `claude`",
      LOCALAPPDATA: "where programs keep data, on Windows; handed to `claude`",
      SystemRoot: "where Windows is; handed to `claude`",
      TMPDIR: HANDED,
      TMP: HANDED,
      TEMP: HANDED,
      PATH: "where `claude` is looked for",
      PAGER: "what shows a learn plan before the question whether to save it (default: `less`)",
    },
  },
  {
    title: "Terminal and machine",
    variables: {
      NO_COLOR: "no colours on standard error; `--color always` wins",
      FORCE_COLOR: "colours in questions, which a library asks",
      COLORTERM: "how many colours questions may have",
      TERM: "what the terminal can; `dumb`: no colours, no moving progress",
      CI: "if set: plain progress, and `learn` asks nothing",
      HOSTNAME: "the machine's name, told to whoever waits for a lock",
      COMPUTERNAME: "the same on Windows",
      USER: HANDED,
      LOGNAME: HANDED,
      LANG: HANDED,
      LC_ALL: HANDED,
    },
  },
  {
    title: "Network",
    variables: {
      HTTPS_PROXY: PROXY,
      HTTP_PROXY: PROXY,
      NO_PROXY: DIRECT,
      https_proxy: PROXY,
      http_proxy: PROXY,
      no_proxy: DIRECT,
      NODE_EXTRA_CA_CERTS: HANDED,
      SSL_CERT_FILE: HANDED,
      SSL_CERT_DIR: HANDED,
    },
  },
  {
    title: "GitHub Actions",
    variables: {
      GITHUB_ACTIONS: "`true` in a workflow run: annotations, a job summary, and no questions",
      GITHUB_OUTPUT: "file for a step's outputs",
      GITHUB_STEP_SUMMARY: "file for the job's summary",
      GITHUB_RUN_ID: "number of the workflow run: names the run's folder, and makes the run's address",
      GITHUB_ACTOR: "who started the run: a gist of theirs is expected",
      GITHUB_TRIGGERING_ACTOR: "who started it again",
      GITHUB_REPOSITORY_OWNER: "whose repository it is: a gist of theirs is expected too",
    },
  },
];

/** Every variable with a description. */
export const DESCRIBED_VARIABLES: readonly string[] = VARIABLE_GROUPS.flatMap(({ variables }) =>
  Object.keys(variables)
);
