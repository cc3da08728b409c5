import { ConfigError, integer, list, oneOf, origin, text, type Environment } from "./read";

/** An OAuth client that the operator has registered at a provider. */
export type ProviderClient = { clientId: string; clientSecret: string };

/** Ways to sign in beside a password. What is absent is not offered. */
export type SignInConfig = {
  /** OpenID Connect; `issuer` is Google's own unless set. */
  google?: ProviderClient & { issuer: string };
  /** `url` is where people sign in, `apiUrl` where the profile is read: github.com, or a server of one's own. */
  github?: ProviderClient & { url: string; apiUrl: string };
  telegram?: TelegramConfig;
  /** Where `GET /auth/google` and `/auth/github` may send a token: whole addresses, compared as they are. */
  redirectUris: string[];
};

export type TelegramConfig = {
  botToken: string;
  /** The Bot API's address, without trailing slash. */
  apiRoot: string;
  /** polling: this process asks for updates; webhook: Telegram calls us at PUBLIC_URL. */
  mode: "polling" | "webhook";
  /** Sign-in by OpenID Connect, where the operator has registered a client with Telegram. */
  oidc?: ProviderClient & { issuer: string };
};

export const telegramApi = "https://api.telegram.org";

export function readSignIn(env: Environment): SignInConfig {
  const google = providerClient(env, "GOOGLE");
  const github = providerClient(env, "GITHUB");
  return {
    ...(google && { google: { ...google, issuer: address(env, "GOOGLE_ISSUER") ?? "https://accounts.google.com" } }),
    ...(github && { github: { ...github, url: origin(env, "GITHUB_URL") ?? "https://github.com", apiUrl: address(env, "GITHUB_API_URL") ?? "https://api.github.com" } }),
    ...telegram(env),
    redirectUris: list(env, "SIGN_IN_REDIRECT_URIS").map((uri) => redirectUri(uri)),
  };
}

function telegram(env: Environment): { telegram?: TelegramConfig } {
  const botToken = text(env, "TELEGRAM_BOT_TOKEN");
  const oidc = providerClient(env, "TELEGRAM");
  if (botToken === undefined && oidc) throw new ConfigError("TELEGRAM_BOT_TOKEN", "is missing: TELEGRAM_CLIENT_ID belongs to a bot, so set its token as well");
  if (botToken === undefined) return {};
  if (!/^\d+:[\w-]{20,}$/.test(botToken)) throw new ConfigError("TELEGRAM_BOT_TOKEN", "must look like 123456:ABC...: copy it from @BotFather");
  return {
    telegram: {
      botToken,
      apiRoot: address(env, "TELEGRAM_API_ROOT") ?? telegramApi,
      mode: oneOf(env, "TELEGRAM_MODE", ["polling", "webhook"], "polling"),
      ...(oidc && { oidc: { ...oidc, issuer: address(env, "TELEGRAM_ISSUER") ?? "https://oauth.telegram.org" } }),
    },
  };
}

function providerClient(env: Environment, name: string): ProviderClient | undefined {
  const clientId = text(env, `${name}_CLIENT_ID`);
  const clientSecret = text(env, `${name}_CLIENT_SECRET`);
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined || clientSecret === undefined) {
    const missing = clientId === undefined ? "ID" : "SECRET";
    throw new ConfigError(`${name}_CLIENT_${missing}`, `is missing: set both ${name}_CLIENT_ID and ${name}_CLIENT_SECRET, or neither`);
  }
  return { clientId, clientSecret };
}

/** An http(s) address that may have a path, without trailing slash. */
function address(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.search || url.hash || url.username) throw new ConfigError(name, `must be an address like https://id.example.com, not "${value}"`);
  return url.href.replace(/\/$/, "");
}

function redirectUri(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.hash || url.username) {
    throw new ConfigError("SIGN_IN_REDIRECT_URIS", `must be whole addresses separated by commas, like https://app.example.com/signed-in, not "${value}"`);
  }
  return value;
}

/** How mail leaves the house, and what an address must prove. */
export type MailConfig = {
  /** Absent: mails are kept for the administrator's outbox and told on the console. */
  smtpUrl?: string;
  /** `Name <address>` of the sender. */
  from?: string;
  /** off: addresses are never asked to prove themselves; optional: a link is sent, nothing waits for it; required: no sign-in before it was opened. */
  verification: "off" | "optional" | "required";
  /** Mails are kept this long. */
  retentionDays: number;
};

export function readMail(env: Environment): MailConfig {
  const smtpUrl = text(env, "SMTP_URL");
  if (smtpUrl !== undefined && !/^smtps?:\/\/[^\s]+$/.test(smtpUrl)) throw new ConfigError("SMTP_URL", "must be like smtp://user:password@mail.example.com:587");
  const from = text(env, "MAIL_FROM");
  if (smtpUrl !== undefined && from === undefined) throw new ConfigError("MAIL_FROM", "is required with SMTP_URL: the sender of mails, like `Keyhouse <keys@example.com>`");
  return {
    ...(smtpUrl !== undefined && { smtpUrl }),
    ...(from !== undefined && { from }),
    verification: oneOf(env, "EMAIL_VERIFICATION", ["off", "optional", "required"], "optional"),
    retentionDays: integer(env, "MAIL_RETENTION_DAYS", 14, 1, 3650),
  };
}
