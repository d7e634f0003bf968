/** What stands in examples of settings, in style sheets and on pages, and is no secret. */
export const FURTHER_OUTPUT_BENIGN_TEXTS: readonly string[] = [
  // how to make one, and how long it should be
  "NEXTAUTH_SECRET=generate-with-openssl-rand-base64-32",
  "JWT_SECRET=generate-a-long-random-string",
  'AUTH_SECRET="run-openssl-rand-base64-32"',
  "JWT_SECRET=some-long-random-string-at-least-32-chars",
  "ADMIN_PASSWORD=set-a-strong-password",
  "SESSION_SECRET=at_least_32_characters_long",
  'JWT_SECRET="super-secret-jwt-token-with-at-least-32-characters-long"',
  "SECRET_KEY_BASE: replace with a long random string",
  // how one begins
  "STRIPE_WEBHOOK_SECRET=whsec_...",
  "STRIPE_WEBHOOK_SECRET=whsec_",
  "GITHUB_WEBHOOK_SECRET=whsec_xxx",
  'WEBHOOK_SECRET="whsec_***"',
  // colours
  'colors: { secret: "hsl(var(--secret))", key: "rgb(12 34 56)" }',
  'colors: { secret: "oklch(0.7 0.1 200)", password: "rgba(0, 0, 0, .2)" }',
  // published
  `POSTHOG_API_KEY=phc_${"aB3dE5fG7h".repeat(4)}K2m`,
  `NEXT_PUBLIC_POSTHOG_KEY="phc_${"aB3dE5fG7h".repeat(4)}K2m"`,
];
