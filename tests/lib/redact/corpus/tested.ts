/** Passwords in tests, commands and tables, as people choose them, and what stands at the same places. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, type RandomText } from "./random_text.ts";

/** `%` stands for a password of words and digits, or with digits for letters. */
const WITH_PASSWORD: readonly string[] = [
  'assert validate_password("%", hashed)',
  'expect(comparePassword("%", user.hash)).toBe(true)',
  'assert authenticate("kim", "%") is not None',
  'client.register("kim", "%")',
  "await signUp('kim@acme.test', '%');",
  'fill_in "Password", with: "%"',
  'fill_in "user_password", with: "%"',
  'I.fillField("Password", "%");',
  'And I fill in "Password" with "%"',
  'find("#password").set("%")',
  "fireEvent.change(getByLabelText('Password'), {target: {value: '%'}});",
  "fireEvent.change(passwordInput, { target: { value: '%' } });",
  'val password by lazy { "%" }',
  'val dbPassword: String by lazy { "%" }',
  'TEST_USER = ("kim", "%")',
  'USERS = [("kim", "%"), ("lee", "%")]',
  'users = {"kim": "%", "lee": "%"}',
  'assert_equal "%", user.password',
  'hash = passwordHasher.hash("%")',
  "$hasher->hash('%')",
  'pika.PlainCredentials("kim", "%")',
  '.withBasicAuth("kim", "%")',
];

/** `%` stands for a random key. */
const WITH_KEY: readonly string[] = [
  'redis.StrictRedis("cache", 6379, 0, "%")',
  'Minio("minio:9000", "minioadm", "%")',
  'g = Github("%")',
  'val sharedSecret: String by lazy { "%" }',
];

/** All of them. */
export function testedSamples(random: RandomText): ContextualSample[] {
  const word = () => random.of("bdgkmnprtvz", 1) + "o" + random.of("bgkm", 1) + "a" + random.of("lmnr", 1);
  const capital = () => word().replace(/^./, (letter) => letter.toUpperCase());
  const digits = (count: number) => random.of("3456789", count);
  const passwords = [
    `${capital()}${capital()}${digits(2)}`,
    `${word()}_${word()}${digits(2)}`,
    `k0b4l${digits(3)}`,
    `${capital()}${digits(4)}`,
  ];
  return [
    ...passwords.flatMap((password) => samplesOf(WITH_PASSWORD, password)),
    ...samplesOf(WITH_KEY, `${random.of(ALPHANUMERIC, 30)}k7`),
  ];
}

export const TESTED_BENIGN_TEXTS: readonly string[] = [
  'register("kim", "UserController2")',
  'registry.register("renderer", "canvas2d")',
  'customElements.register("app-root", AppRoot2)',
  'fill_in "Name", with: "Room2024b"',
  'And I fill in "Title" with "Chapter12"',
  'find("#title").set("Chapter12")',
  "fireEvent.change(titleInput, { target: { value: 'Chapter12' } });",
  'val version by lazy { "build2024" }',
  'USER = ("kim", "admin")',
  'users = [("kim", "engineering"), ("lee", "sales")]',
  'users = {"kim": "engineering", "lee": "room 12"}',
  'assert_equal "sha256", user.password_algorithm',
  "authenticate('kim', 'oauth2')",
  "Hasher.hash('row', 'column2')",
];
