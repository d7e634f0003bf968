/** Commands of any name that are given a user and a password, and those that write a secret into a file or a store; and look-alikes. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { HEX, LOWER, mixedToken, type RandomText, wordsAndNumber } from "./random_text.ts";

export function commandWriteSamples(random: RandomText): ContextualSample[] {
  return [
    ...samplesOf(OF_PASSWORDS, wordsAndNumber(random)),
    ...samplesOf(OF_KEYS, mixedToken(random)),
    ...samplesOf(
      ["echo % > config/master.key", "echo '%' > secrets/production.key"],
      `a7${random.of(HEX, 30)}`,
    ),
    ...samplesOf(["bash <(curl -s https://codecov.io/bash) -t %"], random.uuid()),
    ...samplesOf(
      ['xcrun altool --validate-app -u kim@example.test -p "%"', "xcrun notarytool store-credentials n -p %"],
      [1, 2, 3, 4].map(() => random.of(LOWER, 4)).join("-"),
    ),
  ];
}

const OF_PASSWORDS: readonly string[] = [
  "shop-cli login -u kim -p %",
  "shopadmin -a -u kim -r example.test -p %",
  "sometool --username kim -p '%' --host h",
  "sometool --user=kim -p '%'",
  "mongorestore -u web -p'%' dump",
  "supabase link -p %",
  "curl -ukim:% https://example.test",
  "curl -fsSLu kim:% https://example.test",
  "rsync rsync://kim@host/mod . --password-file=<(echo %)",
  "restic --password-file <(echo -n '%') snapshots",
  "vault kv put secret/shop stripe=% region=eu",
  "vault kv patch -mount=secret shop \\\n  region=eu \\\n  mail='%'",
  'echo -n "%" > db_passwd',
  "security find-generic-password -s shop -w\n%\n",
  "secret-tool lookup service shop\n%\n",
];

const OF_KEYS: readonly string[] = [
  'echo "%" > .secret',
  "printf '%' > ~/.config/shop/token",
  "echo % >> deploy/api_key.txt",
  'openssl dgst -sha256 -hmac "%" file',
  "vault kv put secret/shop api=%",
];

/** What is given and written in the same ways and is no secret. */
export const COMMAND_WRITE_BENIGN_TEXTS: readonly string[] = [
  "gradle --user kim -p Module2Dir",
  "nx run -u kim -p Project2Name",
  'echo "Hello2World" > src/tokens',
  "vault kv put secret/shop config=Config2Default owner=Team2Kestrel",
  "consul kv put shop name=KobaluMarona347",
  'echo "password123-reset" > notes/password-reset.md',
  "docker run -u app -p 8080:80 image",
  "docker run -u app -p Web9x8y7:80 image",
  "ps -u kim -p 1234",
  "psql -u kim -p Port5432x",
  "'mysql -u root -p App2Data'",
  "tool -u kim -p src/app2.ts",
  "tool -u kim -p 8080",
  "tool -u kim -p $PASSWORD",
  "tool -u -p KobaluMarona347",
  "cargo test --user kim -p Crate9Name",
  "git push -u origin feature2:main",
  "sed -u s:a1b2c3:b:",
  "curl -u kim https://example.test:8080/a1b2c3",
  "curl -fsSLu kim: https://example.test",
  "vault kv put secret/shop enabled=true name=shop-2 file=@x2.json url=https://example.test/c9",
  "vault kv get -field=name secret/shop2",
  'echo "build-123" > cache.key',
  'echo "$TOKEN" > token',
  'echo "see README2" > token.txt',
  "echo v1.2.3-beta2 > token",
  "echo KobaluMarona347 > title.txt",
  "echo done2 > secret",
  "openssl dgst -sha256 -hmac $KEY file2",
  "rsync host::mod . --password-file=<(pass show rsync2)",
];
