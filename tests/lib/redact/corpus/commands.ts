/** Secrets on command lines, behind a name and a space, in calls, and in what databases are reached by. */
import { callLines } from "./calls.ts";
import { callNameLines } from "./call_names.ts";
import { commandNameLines } from "./command_names.ts";
import { argumentLines } from "./command_arguments.ts";
import { commandPlaceLines } from "./command_places.ts";
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, HEX, LOWER, type RandomText } from "./random_text.ts";

/** What a sample is made with: some are passwords that people choose, others keys. */
export type Line = readonly [name: string, secret: string, text: (secret: string) => string];

export function commandSamples(random: RandomText): ContextualSample[] {
  return [
    ...httpClients(random),
    ...namedValues(random),
    ...fallbacks(random),
    ...databases(random),
    ...options(random),
    ...pipes(random),
    ...callLines(random),
    ...commandPlaceLines(random),
    ...commandNameLines(random),
    ...callNameLines(random),
    ...argumentLines(random),
  ].map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

/** Makes values of the usual sorts. */
export function makers(random: RandomText) {
  return {
    chosen: () => `${random.of(LOWER, 5)}${random.of("23456789", 2)}!${random.of(ALPHANUMERIC, 4)}`,
    plain: () => `${random.of(LOWER, 6)}${random.of("23456789", 3)}`,
    word: () => `q${random.of(LOWER, 11)}`,
    key: (length = 32) => `k7${random.of(ALPHANUMERIC, length - 2)}`,
    hex: (length: number) => `a1${random.of(HEX, length - 2)}`,
  };
}

function httpClients(random: RandomText): Line[] {
  const { chosen, plain, word, key } = makers(random);
  return [
    ["curl --user", key(), (s) => `curl --user api:${s} https://api.example.test/v3/messages`],
    [
      "curl --user in quotes",
      chosen(),
      (s) => `curl -X POST --user 'jenkins:${s}' https://ci.example.test/job/x/build`,
    ],
    ["curl --user with =", plain(), (s) => `curl -fsS --user="deploy:${s}" https://ci.example.test/`],
    ["curl -su", chosen(), (s) => `curl -su 'elastic:${s}' localhost:9200/_cluster/health`],
    ["curl -sSLu", plain(), (s) => `curl -sSLu admin:${s} https://x.example.test -o out.json`],
    ["curl -ku", plain(), (s) => `$ curl -ku root:${s} https://10.0.0.5/redfish/v1`],
    ["curl --proxy-user", plain(), (s) => `curl -x proxy:3128 --proxy-user kim:${s} https://example.test`],
    ["curl over lines", word(), (s) => `curl -X GET \\\n  --user "svc:${s}" \\\n  https://x.example.test`],
    ["httpie -a", plain(), (s) => `http -a admin:${s} POST :8000/items name=x`],
    ["xh --auth", plain(), (s) => `xh --auth admin:${s} get example.test/items`],
    [
      "wget --http-password",
      plain(),
      (s) => `wget --http-user=kim --http-password ${s} https://x.example.test/f.zip`,
    ],
    ["curl -b", `s%3A${key(32)}.${key(43)}`, (s) => `curl -b 'connect.sid=${s}' http://localhost:3000/me`],
    ["curl --cookie", key(40), (s) => `curl --cookie "session=${s}; theme=dark" https://x.example.test/`],
    ["curl --oauth2-bearer", key(40), (s) => `curl --oauth2-bearer ${s} https://x.example.test/me`],
  ];
}

function namedValues(random: RandomText): Line[] {
  const { chosen, plain, key, hex } = makers(random);
  return [
    ["ENV", key(26), (s) => `FROM node:22\nENV SESSION_SECRET ${s}\nCMD ["node", "x.js"]`],
    ["ENV of a password", plain(), (s) => `ENV DB_PASSWORD ${s}`],
    ["ARG", key(36), (s) => `ARG NPM_TOKEN ${s}`],
    ["fish", hex(40), (s) => `set -gx GITEA_TOKEN ${s}`],
    ["fish, exported for good", key(40), (s) => `set -Ux SOME_API_KEY "${s}"`],
    ["setx", key(48), (s) => `setx OPENAI_KEY "${s}"`],
    ["setenv", key(30), (s) => `setenv DEPLOY_TOKEN ${s}`],
    ["#define", key(32), (s) => `#define API_KEY "${s}"\n#define PORT 8080`],
    ["#define of a password", plain(), (s) => `#define WIFI_PASSWORD "${s}"`],
    [
      "Gradle's storePassword",
      plain(),
      (s) => `signingConfigs {\n  release {\n    storePassword "${s}"\n  }\n}`,
    ],
    [
      "Gradle's keyPassword",
      chosen(),
      (s) => `            keyAlias "upload"\n            keyPassword '${s}'`,
    ],
    ["Gradle's credentials", plain(), (s) => `credentials {\n    username "ci"\n    password "${s}"\n}`],
    [
      "aws configure",
      random.of(`${ALPHANUMERIC}+/`, 38) + "a7",
      (s) => `aws configure set aws_secret_access_key ${s}`,
    ],
    [
      "aws configure with a profile",
      key(40),
      (s) => `aws --profile x configure set aws_secret_access_key ${s} --profile x`,
    ],
    ["git config", key(40), (s) => `git config --global github.token ${s}`],
    ["npm config", key(36), (s) => `npm config set //registry.example.test/:_authToken ${s}`],
    ["pulumi config", chosen(), (s) => `pulumi config set --secret dbPassword ${s}`],
    ["nmcli", plain(), (s) => `nmcli dev wifi connect Office password ${s}`],
    ["dotnet user-secrets", key(30), (s) => `dotnet user-secrets set "Mail:ApiKey" "${s}"`],
  ];
}

function fallbacks(random: RandomText): Line[] {
  const { chosen, plain, key } = makers(random);
  return [
    ["||", key(24), (s) => `const secret = process.env.JWT_SECRET || "${s}";`],
    ["|| on the next line", key(24), (s) => `const secret = process.env.JWT_SECRET ||\n  '${s}';`],
    ["??", plain(), (s) => `password: process.env.DB_PASSWORD ?? '${s}',`],
    ["?? behind an index", key(30), (s) => `const t = process.env["API_TOKEN"] ?? "${s}";`],
    ["Deno.env.get", key(30), (s) => `Deno.env.get("API_TOKEN") ?? "${s}"`],
    ["os.environ.get", key(28), (s) => `SECRET = os.environ.get("APP_SECRET", "${s}")`],
    ["os.environ.get … or", key(28), (s) => `x = os.environ.get('APP_SECRET') or '${s}'`],
    ["os.getenv", key(30), (s) => `headers = f(os.getenv("X_TOKEN", "${s}"))`],
    ["ENV.fetch", key(30), (s) => `x = ENV.fetch("X_SECRET", "${s}")`],
    ["ENV.fetch with a block", key(30), (s) => `ENV["X_SECRET"] || '${s}'`],
    ["Laravel", key(32), (s) => `'secret' => env('STRIPE_SECRET', '${s}'),`],
    ["Laravel's password", plain(), (s) => `'password' => env('DB_PASSWORD', '${s}'),`],
    ["PHP", chosen(), (s) => `$pw = getenv("DB_PASSWORD") ?: "${s}";`],
    ["Java", plain(), (s) => `var p = System.getenv().getOrDefault("DB_PASSWORD", "${s}");`],
    ["Kotlin", plain(), (s) => `val p = System.getenv("DB_PASSWORD") ?: "${s}"`],
    ["decouple", key(40), (s) => `KEY = config("SECRET_KEY", default="${s}")`],
    ["shell", plain(), (s) => `export DB_PASSWORD="\${DB_PASSWORD:-${s}}"`],
    ["shell's token", key(30), (s) => `curl -H "X: \${API_TOKEN:-${s}}"`],
    ["compose", key(30), (s) => `      - SECRET=\${APP_SECRET:-${s}}`],
    ["in JSON", key(24), (s) => JSON.stringify({ code: `a = process.env.JWT_SECRET || "${s}";` })],
  ];
}

function databases(random: RandomText): Line[] {
  const { chosen, plain } = makers(random);
  return [
    ["IDENTIFIED BY without quotes", plain(), (s) => `CREATE USER app IDENTIFIED BY ${s};`],
    [
      "IDENTIFIED BY in double quotes",
      chosen(),
      (s) => `create user app IDENTIFIED BY "${s}" default tablespace t;`,
    ],
    ["identified by", plain(), (s) => `alter user app identified by ${s} account unlock;`],
    [
      "IDENTIFIED WITH",
      chosen(),
      (s) => `ALTER USER 'root'@'%' IDENTIFIED WITH mysql_native_password BY '${s}';`,
    ],
    ["thin", plain(), (s) => `url=jdbc:oracle:thin:app/${s}@db.internal:1521/XE`],
    ["sqlplus", plain(), (s) => `sqlplus -s app/${s}@//db:1521/XEPDB1`],
    ["sqlplus in quotes", plain(), (s) => `sqlplus "app/${s}@ORCL"`],
    ["expdp", plain(), (s) => `expdp app/${s}@orcl schemas=app`],
    ["Go's tcp", chosen(), (s) => `dsn := "app:${s}@tcp(db:3306)/app?parseTime=true"`],
    ["Go's unix", plain(), (s) => `sql.Open("mysql", "app:${s}@unix(/run/mysqld.sock)/app")`],
    ["pgpass", plain(), (s) => `db.internal:5432:app:app:${s}\n`],
    ["pgpass for all", chosen(), (s) => `*:5432:*:kim:${s}`],
    ["SET PASSWORD", plain(), (s) => `SET PASSWORD FOR 'root'@'localhost' = '${s}';`],
    ["SET PASSWORD with a function", plain(), (s) => `SET PASSWORD = PASSWORD('${s}');`],
    ["SQL Server", chosen(), (s) => `CREATE LOGIN app WITH PASSWORD = N'${s}';`],
    ["alter role", plain(), (s) => `alter role app with password '${s}';`],
    ["PWD before UID", chosen(), (s) => `DRIVER={ODBC Driver 18};SERVER=db;PWD=${s};UID=sa`],
    ["PWD behind UID", chosen(), (s) => `"Server=db;UID=sa;PWD=${s};Encrypt=yes"`],
    ["psql", plain(), (s) => `psql "host=db user=app password=${s} dbname=app"`],
    ["mount", plain(), (s) => `mount -t cifs //nas/x /mnt -o username=kim,password=${s},vers=3.0`],
  ];
}

function options(random: RandomText): Line[] {
  const { chosen, plain, word, key, hex } = makers(random);
  return [
    ["sqlcmd", chosen(), (s) => `/opt/mssql-tools/bin/sqlcmd -S localhost -U sa -P '${s}' -Q "SELECT 1"`],
    ["sqlcmd, glued", chosen(), (s) => `sqlcmd -S db -U sa -P${s} -i init.sql`],
    ["bcp", plain(), (s) => `bcp app.dbo.t out t.csv -U sa -P ${s} -c`],
    ["redis-cli", word(), (s) => `redis-cli -h cache -a ${s} ping`],
    ["redis-cli in a list", plain(), (s) => `["redis-cli", "-a", "${s}", "ping"]`],
    ["redis-cli in a container", plain(), (s) => `docker exec cache redis-cli -a '${s}' info`],
    ["mongosh", plain(), (s) => `mongosh -u admin -p ${s} --authenticationDatabase admin`],
    ["mongodump", chosen(), (s) => `mongodump --host db -u root -p '${s}' --gzip`],
    ["ldapsearch", plain(), (s) => `ldapsearch -x -D "cn=admin,dc=x" -w ${s} -b "dc=x"`],
    ["ldapadd", word(), (s) => `ldapadd -D cn=admin,dc=x -w ${s} -f x.ldif`],
    ["keytool", word(), (s) => `keytool -genkeypair -alias x -storepass ${s} -keyalg RSA`],
    ["keytool's key", plain(), (s) => `keytool -genkey -alias x -keypass ${s}`],
    ["keytool's import", plain(), (s) => `keytool -importkeystore -srcstorepass ${s} -deststoretype PKCS12`],
    ["jarsigner", plain(), (s) => `jarsigner -keystore k.jks -storepass '${s}' app.jar x`],
    ["twine", chosen(), (s) => `twine upload -u kim -p ${s} dist/*`],
    ["unzip", plain(), (s) => `unzip -P ${s} backup.zip`],
    ["zip", plain(), (s) => `zip -r -P "${s}" backup.zip src`],
    ["7z", plain(), (s) => `7z a -p${s} -mhe=on backup.7z src`],
    ["htpasswd", plain(), (s) => `htpasswd -b /etc/nginx/.htpasswd kim ${s}`],
    ["htpasswd, created", plain(), (s) => `htpasswd -cbB .htpasswd kim '${s}'`],
    ["htpasswd, printed", plain(), (s) => `htpasswd -nbB admin "${s}"`],
    ["smbclient", plain(), (s) => `smbclient //nas/share -U kim%${s} -c ls`],
    ["net user", chosen(), (s) => `net user kim ${s} /add`],
    ["net use", plain(), (s) => `net use Z: \\\\nas\\share ${s} /user:kim`],
    ["SecureString", chosen(), (s) => `$p = ConvertTo-SecureString "${s}" -AsPlainText -Force`],
    ["SecureString by name", plain(), (s) => `ConvertTo-SecureString -String '${s}' -AsPlainText -Force`],
    ["gh secret", key(40), (s) => `gh secret set DEPLOY_KEY --body ${s}`],
    ["gh secret -b", key(40), (s) => `gh secret set DEPLOY_KEY -b "${s}" --repo acme/web`],
    ["aws ssm", chosen(), (s) => `aws ssm put-parameter --name /x/db --type SecureString --value '${s}'`],
    [
      "aws ssm, type behind",
      plain(),
      (s) => `aws ssm put-parameter --name /x --value ${s} --type SecureString`,
    ],
    ["az keyvault", key(30), (s) => `az keyvault secret set --vault-name v --name n --value "${s}"`],
    ["vault kv put", plain(), (s) => `vault kv put -mount=secret app user=kim password=${s}`],
    ["openssl -pass", plain(), (s) => `openssl enc -aes-256-cbc -pass pass:${s} -in a -out b`],
    ["openssl -passin", plain(), (s) => `openssl rsa -in key.pem -passin pass:${s} -out k.pem`],
    ["openssl -passout", word(), (s) => `openssl pkcs12 -export -passout 'pass:${s}' -in c.pem`],
    ["wandb", hex(40), (s) => `wandb login ${s}`],
    ["wandb again", hex(40), (s) => `wandb login --relogin ${s}`],
    ["ngrok", `${key(27)}_${key(21)}`, (s) => `ngrok config add-authtoken ${s}`],
    ["ngrok on Windows", key(40), (s) => `ngrok.exe config add-authtoken "${s}"`],
    ["codecov", random.uuid().replaceAll("-", ""), (s) => `codecov -t a9${s} -f coverage.xml`],
    ["sonar.login", hex(40), (s) => `sonar-scanner -Dsonar.host.url=http://x -Dsonar.login=${s}`],
    ["sonar.token", key(40), (s) => `mvn sonar:sonar -Dsonar.token=${s}`],
    ["kubectl", chosen(), (s) => `kubectl create secret generic db --from-literal=dbpw=${s} -n app`],
    ["kubectl, quoted", plain(), (s) => `kubectl -n x create secret generic db --from-literal=db='${s}'`],
    ["expo", chosen(), (s) => `expo login -u kim -p ${s}`],
    ["ansible", plain(), (s) => `ansible-playbook x.yml --extra-vars "db_pass=${s}"`],
    ["rabbitmqctl", plain(), (s) => `rabbitmqctl add_user app ${s}`],
    ["rabbitmqctl again", word(), (s) => `rabbitmqctl change_password app '${s}'`],
    ["lftp", plain(), (s) => `lftp -u kim,${s} sftp://files.example.test`],
    ["ssh-keygen", plain(), (s) => `ssh-keygen -t ed25519 -N '${s}' -f key`],
    ["requirepass", plain(), (s) => `redis-server --requirepass ${s} --port 6380`],
    ["mosquitto", plain(), (s) => `mosquitto_pub -h mq -u app -P ${s} -t x -m y`],
    ["skopeo", plain(), (s) => `skopeo copy --dest-creds ci:${s} docker-archive:x docker://r/x`],
  ];
}

function pipes(random: RandomText): Line[] {
  const { chosen, plain, word, key } = makers(random);
  return [
    ["sudo -S", word(), (s) => `echo '${s}' | sudo -S apt-get update`],
    ["sudo -S without quotes", plain(), (s) => `echo ${s} | sudo -S -k ls`],
    ["chpasswd", chosen(), (s) => `echo 'kim:${s}' | chpasswd`],
    ["chpasswd with sudo", plain(), (s) => `echo "kim:${s}" | sudo chpasswd`],
    ["docker login", key(30), (s) => `echo ${s} | docker login ghcr.example.test -u kim --password-stdin`],
    ["docker login, quoted", chosen(), (s) => `echo "${s}" | docker login -u kim --password-stdin`],
    ["printf into gh secret", key(30), (s) => `printf '%s' '${s}' | gh secret set X`],
    ["echo into gh secret", key(30), (s) => `echo -n "${s}" | gh secret set X --repo acme/web`],
    ["gh auth", key(40), (s) => `echo ${s} | gh auth login --with-token`],
    ["gcloud secrets", plain(), (s) => `printf "${s}" | gcloud secrets versions add x --data-file=-`],
    ["cryptsetup", plain(), (s) => `echo -n '${s}' | cryptsetup luksOpen /dev/sdb1 data -`],
    ["password.txt on Windows", chosen(), (s) => `echo '${s}' > .\secrets\db-password.txt`],
    ["password.txt", plain(), (s) => `echo "${s}" > secrets/db_password.txt`],
  ];
}
