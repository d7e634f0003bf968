/** Values that stand a level or a line away from the name that tells of them, and what debuggers and logs show. */
import type { ContextualSample } from "./contextual.ts";
import type { RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function oneLevelAway(_random: RandomText): ContextualSample[] {
  return [];
}

/** What stands in such places, and what looks like it. */
export const ONE_LEVEL_AWAY_BENIGN_TEXTS: readonly string[] = [
  // references, patterns and masks
  'healthcheck: {test: ["CMD", "mysqladmin", "ping", "-p$$MYSQL_ROOT_PASSWORD"]}',
  'test: ["CMD-SHELL", "mysqladmin ping -p$${MYSQL_ROOT_PASSWORD} && redis-cli -a $$REDIS_PASS ping"]',
  "mysql -uroot --password=$$MYSQL_ROOT_PASSWORD",
  "password: %env(DATABASE_PASSWORD)%\nsecret: '%kernel.secret%'",
  "password: '%env(resolve:DATABASE_PASSWORD)%'",
  '"password": "^(?=.*[a-z]).{8,}$"',
  String.raw`password: '^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[0-9a-zA-Z!@#$]{8,32}$'`,
  '"secret": "[A-Za-z0-9+/]{40}"',
  'api_key: "sk-[a-zA-Z0-9]{48}"',
  ".env:1:DB_PASSWORD=********\n.env:2:API_KEY=****",
  "certs/key.pem:1:why is the secret undefined in production?",
  `+$ kubectl get secret db -o jsonpath='{.data}' | jq keys\n+["password","username"]`,
  "Cookie: _ga=GA1.2.794874634.8839726842; theme=dark; lang=de",
  "Cookie: _fbp=fb.1.1639726842123.794874634; _pk_id.1.1fff=a1b2c3d4e5f60718.1639726842.",
  "Set-Cookie: _ga=GA1.2.794874634.8839726842; Path=/; HttpOnly",
];
