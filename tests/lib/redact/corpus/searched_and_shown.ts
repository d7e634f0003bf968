/** Secrets that commands look for, replace or hand on, labels that say little, keys of two more services, devices. */
import { type ContextualSample, filled, sampleOf as make, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function searchedAndShown(random: RandomText): ContextualSample[] {
  return [
    ...commandSamples(random),
    ...shownCommands(random),
    ...labelSamples(random),
    ...serviceSamples(random),
  ];
}

function commandSamples(random: RandomText): ContextualSample[] {
  return [
    ...samplesOf([
      "git log -S'%' --oneline  # when was that committed",
      'git log -S "%" --all',
      "git log -p -G'%'",
      "git log -S%",
      "grep -rn '%' . --include='*.ts'",
      "rg '%'",
      "git grep %",
      "git filter-repo --replace-text <(echo '%==>REMOVED')",
      "%==>***REMOVED***",
      "bfg --replace-text <(echo '%')",
      "jq --arg t '%' '.token=$t' c.json > d.json",
      "::add-mask::%",
      'echo "::add-mask::%"',
      "rclone config create b2 b2 account 0012ab key %",
      "rclone config create b2 b2 account=0012ab key=%",
      "npx web-push send-notification --vapid-pvtkey=% --vapid-pubkey=abc",
    ], mixedToken(random, 40)),
    ...samplesOf(["echo '%==>***REMOVED***' > replacements.txt"], chosenPassword(random)),
    ...samplesOf(["jq --arg pw '%' '.password=$pw' c.json", "yes '%' | ./setup.sh"], chosenPassword(random)),
    ...samplesOf(["yes % | ./manage.py createsuperuser"], "larch-puddle-otter-42"),
    ...samplesOf(["kaggle config set -n key -v %"], `${random.of(HEX, 28)}7a9c`),
  ];
}

/** Of pages: what is told of commands there stands in elements. */
function shownCommands(random: RandomText): ContextualSample[] {
  return samplesOf([
    "<pre>lftp -u eva,% ftp.example.com</pre>",
    "<pre>sqlplus system/%@//db:1521/x</pre>",
    "<pre>psexec \\\\srv -u CORP\\adm -p % cmd</pre>",
    "<code>sshpass -p % ssh x</code>",
  ], random.of(ALPHANUMERIC, 12) + "7q");
}

function labelSamples(random: RandomText): ContextualSample[] {
  const hex = `${random.of(HEX, 28)}7a9c`;
  const [one, other] = ["qL7z/wXF0Xubshd/dQpMYow==", "nr8pzDsfvHP+raKN3PvYYQ=="];
  return [
    ...samplesOf(["SLACK_SIGNING=%", '"SLACK_SIGNING": "%",'], hex),
    ...samplesOf(
      ['Cypress(record_key="%")', '[cypress]\nrecord_key = "%"', 'CYPRESS_RECORD_KEY is set to "%"'],
      random.uuid(),
    ),
    ...samplesOf(
      [
        "$ bin/rails credentials:show\n# Used as the base secret\nmapbox: %\n",
        "rails credentials:show\nx:\n  y: %",
      ],
      mixedToken(random),
    ),
    ...samplesOf([
      'signing_salt: str = "%"',
      "SIGNING_SALT=%",
      'PASSWORD_SALT="%"',
      'RABBITMQ_ERLANG_COOKIE: "%"',
      'set default wpa2-pre-shared-key="%"',
    ], "larch-puddle-otter-42"),
    ...samplesOf(['signing_salt: str = "%"'], "velvetlondontimber949"),
    ...samplesOf(
      ["restic --password-command 'echo %' snapshots", "cryptsetup luksOpen /dev/sdb1 data <<< '%'"],
      "larch-puddle-otter-fern",
    ),
    ...samplesOf(["APP_KEYS=%,x"], "HQjhdLGXjZkCRLQPuJDQIg=="),
    ...samplesOf(["RABBITMQ_ERLANG_COOKIE=%", "RABBITMQ_ERLANG_COOKIE: %"], chosenPassword(random)),
    ...['APP_KEYS="%,%"', "APP_KEYS=%,%"].map((text) => make(text, [one, other], filled(text, one, other))),
    ...samplesOf(["API_TOKEN_SALT=%"], "/WQUWe0oo08X+H1b6H4NDg=="),
  ];
}

function serviceSamples(random: RandomText): ContextualSample[] {
  const ofRapidApi = `${random.of(HEX, 10)}msh${random.of(HEX, 15)}p1${random.of(HEX, 5)}jsn${
    random.of(HEX, 12)
  }`;
  const cookie = `${random.of(ALPHANUMERIC, 120)}+/${random.of(ALPHANUMERIC, 80)}7Qa`;
  return [
    ...samplesOf(["use % for this", "x.txt:3:%", '{"data":["%"]}'], ofRapidApi),
    ...samplesOf(["`%`", "echo % | pbcopy"], `IGQ${"V"}J${random.of(ALPHANUMERIC, 140)}`),
    ...samplesOf(["set snmp community % authorization read-only"], "larchpuddle"),
    ...samplesOf(["set snmp community %"], chosenPassword(random)),
    make("several cookies", cookie, `'XSRF-TOKEN=abc; laravel_session=${cookie}%3D; x=1'`),
  ];
}

/** What looks like them. */
export const SEARCHED_BENIGN_TEXTS: readonly string[] = [
  "git log -S'CACHE_FORMAT' --oneline",
  "git log -S 'createRedactor2' -- lib",
  "git log -S3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b3f1e8a6b",
  "grep -rn 'findInPrintedMap' lib",
  "grep -rn '3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b3f1e8a6b' .",
  "grep -E 'ERR_[A-Z0-9]{3}' log.txt",
  "grep -c 'sha512-'",
  "grep -n 'useEffect2022' src/App.tsx",
  "rg 'TypeScript5.4Compat'",
  "git grep getServerSideProps2",
  "oldName==>newName",
  "==> Downloading https://example.com/a-1.2.3.tar.gz",
  "jq --arg v '1.2.3-beta4' '.version=$v' package.json",
  "jq --arg id 'PR_kwDOABCDEF5xYz12' '.id==$id'",
  "jq --arg sha '3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b3f1e8a6b' '.sha==$sha'",
  "jq --arg token \"$TOKEN\" '.t=$t'",
  "::add-mask::$TOKEN",
  "yes | apt install",
  "yes y | ./install.sh",
  "yes no | head",
  "rclone config create b2 b2 account 0012ab key $KEY",
  "kaggle config set -n proxy -v http://localhost:8080",
  "APP_SIGNING=true",
  'record_key = "3f1e8a6b-2c9d-4e5f-9a1b-8c6d4e2f9a7b"',
  "$ bin/rails credentials:show\nname: production\nport: 5432\nregion: eu-central-1",
  "ERLANG_COOKIE=$COOKIE",
  "SIGNING_SALT=config.signing.salt",
  "PASSWORD_SALT: process.env.PASSWORD_SALT",
  "set snmp community public authorization read-only",
  "the snmp community string is not set",
  "API_TOKEN_SALT=/etc/app/salt",
  "msh p1 jsn 0123456789msh",
];
