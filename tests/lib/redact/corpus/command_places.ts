/** Secrets that commands take behind options of their own or at a place. */
import { type Line, makers } from "./commands.ts";
import { LOWER, type RandomText } from "./random_text.ts";

/** Lines of shells, of logs of shells, and of clients' prompts. */
export function commandPlaceLines(random: RandomText): Line[] {
  return [...windowsCommands(random), ...serverCommands(random), ...keyOptions(random)];
}

function windowsCommands(random: RandomText): Line[] {
  const { chosen, plain } = makers(random);
  return [
    ["xfreerdp", chosen(), (s) => `xfreerdp /v:10.0.0.5 /u:kim /p:${s} /f`],
    ["schtasks", chosen(), (s) => `schtasks /create /tn x /tr a.exe /ru CORP\\\\svc /rp ${s}`],
    ["winrs", chosen(), (s) => `winrs -r:host -u:kim -p:${s} hostname`],
    ["psexec", plain(), (s) => `psexec \\\\\\\\srv -u CORP\\\\admin -p ${s} cmd /c hostname`],
    ["signtool", chosen(), (s) => `signtool sign /f c.pfx /p ${s} app.exe`],
    ["plink", chosen(), (s) => `plink -ssh kim@host -pw ${s} uptime`],
    ["-password", chosen(), (s) => `tool.cmd -user kim -password ${s} -port 1`],
  ];
}

function serverCommands(random: RandomText): Line[] {
  const { chosen, plain, word } = makers(random);
  return [
    [
      "curl's user, the password in quotes",
      `${plain()}!#$`,
      (s) => `curl -sS -u kim:"${s}" https://x.example.test`,
    ],
    [
      "curl --user, the password in quotes",
      `${plain()}!#$`,
      (s) => `curl --user=kim:'${s}' https://x.example.test`,
    ],
    ["cypher-shell", plain(), (s) => `cypher-shell -u neo4j -p '${s}' 'RETURN 1'`],
    [
      "snmpwalk's authentication",
      plain(),
      (s) => `snmpwalk -v3 -l authPriv -u mon -a SHA -A ${s} -x AES 10.0.0.1`,
    ],
    ["snmpget's encryption", plain(), (s) => `snmpget -v3 -u mon -x AES -X ${s} 10.0.0.1 sysName.0`],
    ["macOS's keychain", plain(), (s) => `security add-generic-password -a kim -s shop -w '${s}' -U`],
    ["macOS's keychain unlocked", word(), (s) => `security unlock-keychain -p "${s}" build.keychain`],
    ["a certificate imported", word(), (s) => `security import c.p12 -P "${s}" -k build.keychain`],
    ["mc alias", plain(), (s) => `mc alias set local http://minio:9000 admin ${s}`],
    ["poetry", chosen(), (s) => `poetry config http-basic.internal kim ${s}`],
    ["samba-tool", chosen(), (s) => `samba-tool user create printer1 ${s} --use-username-as-cn`],
    ["transmission", chosen(), (s) => `transmission-remote host:9091 -n 'admin:${s}' -l`],
    ["Redis's users", word(), (s) => `ACL SETUSER worker on '>${s}' ~* +@all`],
    ["Redis's AUTH", plain(), (s) => `127.0.0.1:6379> AUTH default ${s}\nOK`],
    ["kadmin", plain(), (s) => `kadmin: addprinc -pw ${s} kim@EXAMPLE.TEST`],
    [
      "mysql in a log of sudo",
      chosen(),
      (s) => `sudo: kim : PWD=/srv ; USER=root ; COMMAND=/usr/bin/mysql -uroot -p${s}`,
    ],
    ["mysql under xtrace", chosen(), (s) => `+ mysql -uroot '-p${s}' -e 'select 1'`],
    [
      "nmcli with spaces",
      `${random.of(LOWER, 6)} ${random.of(LOWER, 5)}7`,
      (s) => `nmcli dev wifi connect "Office Guest" password "${s}"`,
    ],
    ["--root_pass", chosen(), (s) => `linode-cli linodes create --root_pass '${s}' --label web`],
    [
      "--server.password",
      `${random.of(LOWER, 12)}2021`,
      (s) => `arangosh --server.username root --server.password ${s}`,
    ],
    [
      "notarytool",
      [4, 4, 4, 4].map((length) => random.of(LOWER, length)).join("-"),
      (s) => `xcrun notarytool submit a.zip --password ${s} --wait`,
    ],
    ["rclone obscure", chosen(), (s) => `rclone obscure '${s}'`],
  ];
}

function keyOptions(random: RandomText): Line[] {
  const { hex } = makers(random);
  return [
    ["openssl -K", hex(64), (s) => `openssl enc -aes-256-cbc -K ${s} -iv 0 -in a`],
    ["--certificate-key", hex(64), (s) => `kubeadm join 10.0.0.1:6443 --certificate-key ${s}`],
    ["--setup-key", random.uuid().toUpperCase(), (s) => `netbird up --setup-key ${s}`],
    ["--key", random.uuid(), (s) => `agent install --key ${s}`],
    ["snyk", random.uuid(), (s) => `snyk auth ${s}`],
    ["curl with a key for a user", hex(32), (s) => `curl https://data.example.test/export -u ${s}:`],
    ["k3s", hex(32), (s) => `K10${hex(64)}::server:${s}`],
  ];
}
