/** Commands that take a secret as another one does: a line for each of their names. */
import { type Line, makers } from "./commands.ts";
import { DIGITS, LOWER, type RandomText } from "./random_text.ts";

export function commandNameLines(random: RandomText): Line[] {
  return [
    ...passwordOptions(random),
    ...places(random),
    ...pipes(random),
    ...pairOptions(random),
    ...keyOptions(random),
  ];
}

/** A line for each name; in a text they are separated by commas. */
export function each(
  names: string | readonly string[],
  make: () => string,
  text: (name: string, secret: string) => string,
): Line[] {
  const all = typeof names === "string" ? names.split(", ") : names;
  return all.map((name) => [name, make(), (secret) => text(name, secret)]);
}

/** A word that can be spoken: nothing but its place tells that it is a password. */
export function spokenWord(random: RandomText): string {
  return Array.from({ length: 5 }, () => random.of("bdklmnprst", 1) + random.of("aeiou", 1)).join("");
}

function passwordOptions(random: RandomText): Line[] {
  const { chosen, plain } = makers(random);
  const word = () => spokenWord(random);
  return [
    ...each("osql, tsql, mosquitto_sub", word, (c, s) => `${c} -H db -U sa -P ${s}`),
    ...each("zipcloak", word, (c, s) => `${c} -P ${s} backup.zip`),
    ...each("bcp, osql", plain, (c, s) => `${c} app.dbo.t -U sa -P${s}`),
    ...each("valkey-cli, keydb-cli, redis-benchmark", word, (c, s) => `${c} -h cache -a ${s} ping`),
    ...each(
      "mongo, mongorestore, mongoexport, mongoimport, mongostat, cqlsh, arangosh, beeline, influx, impala-shell",
      word,
      (c, s) => `${c} -u kim -p ${s} db`,
    ),
    ...each("winrs, winexe", word, (c, s) => `${c} -r:host -u:kim -p ${s} hostname`),
    ...each(
      "ktutil, openfortivpn, kermit, ncftpput, ncftpget, smbmap, netexec",
      word,
      (c, s) => `${c} -u kim -p ${s} host`,
    ),
    ...each(
      "eas, vsce, ovsx, buildah, skopeo, crane, oras, hydra, nxc, rdesktop, evil-winrm, plesk",
      plain,
      (c, s) => `${c} login -u kim -p ${s} host`,
    ),
    ...each(
      "create-keychain, set-keychain-password, import-keychain",
      word,
      (c, s) => `security ${c} -p ${s} x.keychain`,
    ),
    ...each(
      "ldapmodify, ldapdelete, ldappasswd, ldapwhoami, ldapcompare, ldapmodrdn",
      word,
      (c, s) => `${c} -x -D cn=admin,dc=x -w ${s}`,
    ),
    ...each("7za, 7zz, rar, unrar", word, (c, s) => `${c} x -p${s} backup.rar`),
    ...each("redis-server, valkey-server", word, (c, s) => `${c} --requirepass '${s}' --port 6380`),
    ...each("redis-cli, npx, curl, gpg, aria2c", word, (c, s) => `${c} x --pass ${s} y`),
    ...each(
      "mysqldump, mysqladmin, mysqlimport, mariadb-dump, mariadb-admin",
      word,
      (c, s) => `${c} -uroot -p${s} db`,
    ),
    ...each(
      "podman login, helm registry login, az acr login, oc login, sshpass",
      word,
      (c, s) => `${c} -p ${s} registry.example.test`,
    ),
    ...each(
      ['"--password", "', '"--password" "', "'--password', '"],
      chosen,
      (option, s) => `["tool", ${option}${s}${option.slice(-1)}]`,
    ),
    ...each("--pass-stdin, --stdin", word, (option, s) => `echo ${s} | tool login ${option}`),
    ...each("Write-Output", word, (c, s) => `${c} ${s} | docker login --password-stdin`),
    [
      "aws secretsmanager",
      `${random.of(LOWER, 7)}42`,
      (s) => `aws secretsmanager create-secret --name x --secret-string ${s}`,
    ],
  ];
}

function places(random: RandomText): Line[] {
  const word = () => spokenWord(random);
  const numbered = () => `${word()}${random.of(DIGITS, 2)}`;
  return [
    ...each(
      "-pass, -password, -passwd, -passphrase, -pw, -pwd",
      numbered,
      (option, s) => `tool.cmd -user kim ${option} ${s} -port 1`,
    ),
    ...each(
      ['"', "'"],
      numbered,
      (quote, s) => `[${quote}plink${quote}, ${quote}-pw${quote}, ${quote}${s}${quote}]`,
    ),
    ...each("-pass, -passin, -passout", word, (option, s) => `openssl enc ${option} pass:${s} -in a`),
    ...each(
      "-deststorepass, -destkeypass, -srcstorepass",
      word,
      (option, s) => `["keytool", "-importkeystore", "${option}", "${s}"]`,
    ),
    ["htpasswd -bn", word(), (s) => `htpasswd -Bbn admin ${s}`],
    ["SecureString, forced first", word(), (s) => `ConvertTo-SecureString -Force -AsPlainText '${s}'`],
    ...each(["redis-cli', '-a", "ldapsearch', '-w"], word, (c, s) => `['${c}', '${s}']`),
    ["schtasks in double quotes", word(), (s) => `schtasks /create /tn x /rp "${s}"`],
    ["mc config host", word(), (s) => `mc config host add local http://minio:9000 admin ${s}`],
    ["addprinc", word(), (s) => `kadmin: addprinc -pw ${s} kim`],
    ["sonar.token", word(), (s) => `mvn sonar:sonar -Dsonar.token=${s}`],
    ["transmission --auth", word(), (s) => `transmission-remote host:9091 --auth admin:${s} -l`],
    ["samba-tool user add", word(), (s) => `samba-tool user add printer1 ${s}`],
    ["AUTH at the end", `${word()}!7`, (s) => `redis> AUTH ${s}`],
    ["AUTH in printf", `${word()}!7`, (s) => String.raw`printf 'AUTH ${s}\r\n' | nc cache 6379`],
  ];
}

/** Commands that read a password from what is written into them. */
function pipes(random: RandomText): Line[] {
  return each(
    "wrangler secret put X, npx wrangler secret put X, podman login -u kim r.example.test, az devops login, smbpasswd -s kim, " +
      "flyctl secrets import, su - kim",
    () => spokenWord(random),
    (command, s) => `echo ${s} | ${command}`,
  );
}

function pairOptions(random: RandomText): Line[] {
  const word = () => spokenWord(random);
  return [
    ...each(
      "wget, httpie, curlie, svn, ab, siege",
      word,
      (c, s) => `${c} --user kim:${s} https://x.example.test/`,
    ),
    ...each("rpcclient, smbget, net, pdbedit, smbmap", word, (c, s) => `${c} -U kim%${s} nas`),
    // An address with `&` ends a command for all other rules.
    ...each(
      "curl, wget, http, https, xh, svn, ab",
      word,
      (c, s) => `${c} "x.example.test/?a=1&b=2" -u kim:${s}`,
    ),
    ["curl's proxy", word(), (s) => `curl -x proxy:3128 -U kim:${s} https://x.example.test/`],
    ...each("skopeo, podman, buildah", word, (c, s) => `${c} pull --creds ci:${s} docker://r/x`),
    ["skopeo's source", word(), (s) => `skopeo copy --src-creds ci:${s} docker://r/x dir:x`],
  ];
}

function keyOptions(random: RandomText): Line[] {
  const { key } = makers(random);
  return [
    ...each("codecovcli, doctl, flyctl, fly", key, (c, s) => `${c} -t ${s} apps`),
    ...each(
      "--join-token, --seed",
      () => `a1${random.of("abcdef", 30)}`,
      (option, s) => `agent up ${option} ${s}`,
    ),
    ["curl --user with a key alone", key(), (s) => `curl https://data.example.test/x --user ${s}:`],
    [
      "curl --oauth2-bearer, mostly letters",
      `${random.of(LOWER, 9)}4${random.of(LOWER, 9)}7${random.of(LOWER, 4)}`,
      (s) => `curl --oauth2-bearer '${s}' https://x.example.test/`,
    ],
  ];
}
