import { fixedToken, type VerifyMeAnswer } from "@keyhouse/client";
import type { Context } from "../../context";
import { checkServer } from "../../login/check-server";
import { startDevice, waitForTokens, type Started, type Tokens } from "../../login/device-flow";
import { openBrowser } from "../../login/open-browser";
import { revokeLogin } from "../../login/revoke";
import { putLogin, readLogin } from "../../login/stored-login";
import { readSecret } from "../../output/ask";
import { plain } from "../../output/plain";
import { withProgress } from "../../output/progress";
import type { Command } from "../../parsing/command";
import { openKeyring } from "../../store/keyring";
import type { Login } from "../../store/settings";
import { requireToken } from "../config/keys";

export const login: Command = {
  name: "login",
  summary: "Sign in through the browser, on this or any other device",
  details:
    "Shows a code and an address (RFC 8628). Allow it there, on any device; the login renews itself from then on, for 30 days\nunless you chose less. It is kept in a file that only you can read, or in the system's keyring with --keyring.",
  options: {
    "with-token": { type: "flag", description: "Store an API key or token from standard input instead, after a look whether it is good" },
    scope: { type: "text", multiple: true, placeholder: "SCOPES", description: "What to ask for; all that your role may hold where absent, for a key that is made can do no more" },
    "no-browser": { type: "flag", description: "Do not open the browser" },
    keyring: { type: "flag", description: "Keep the login in the keyring (secret-tool on Linux, the keychain on macOS)" },
  },
  examples: [
    ["keyhouse login --url https://keys.example.com", "Sign in"],
    ["keyhouse login --scope keys:read,audit:read", "To look, and to change nothing"],
    ["keyhouse login --no-browser", "On a machine without a browser: open the address on your phone"],
    ["keyhouse login --with-token < token.txt", "With a key that you have"],
  ],
  async run(context, values) {
    if (values.flag("with-token")) return loginWithToken(context);
    await loginByDevice(context, { scopes: values.list("scope") ?? [], mayOpen: !values.flag("no-browser"), inKeyring: values.flag("keyring") });
  },
};

async function loginWithToken(context: Context): Promise<void> {
  const { world, terminal, store } = context;
  const url = await context.url();
  const token = requireToken(await readSecret(world, `Token for ${url}`));
  const who = await (await context.clientWith(fixedToken(token))).auth.verify();
  await store.change((settings) => {
    settings.url ??= url;
    (settings.hosts[url] ??= {}).token = token;
  });
  if (terminal.isJson) return terminal.json(who);
  terminal.print(`Signed in at ${url} as ${plain(who.user.username)}, with the token.`);
}

type Wish = { scopes: string[]; mayOpen: boolean; inKeyring: boolean };

async function loginByDevice(context: Context, { scopes, mayOpen, inKeyring }: Wish): Promise<void> {
  const { world, terminal } = context;
  const url = await context.url();
  // that there is none shows before anybody has typed a code
  if (inKeyring) await openKeyring(world).read(url);
  await checkServer(world, url);
  const started = await startDevice(world, url, scopes);
  const deadline = new Date(world.now().getTime() + started.expires_in * 1000);
  show(context, started, mayOpen && (await context.settings()).browser !== false);
  const tokens = await withProgress(world, () => `Waiting until you allow it, ${left(deadline, world.now())} left`, () => waitForTokens(world, url, started, deadline));
  const who = await (await context.clientWith(fixedToken(tokens.access_token))).auth.verify();
  const hadToken = (await context.host()).token !== undefined;
  await keep(context, url, toLogin(tokens, who, world.now()), inKeyring);
  if (terminal.isJson) return terminal.json(who);
  terminal.print(`Signed in at ${url} as ${plain(who.user.username)} (${who.scopes.join(" ")}).`);
  if (hadToken) terminal.note("api.token was removed: the login takes its place.");
  if (world.env["KEYHOUSE_TOKEN"]) terminal.note("KEYHOUSE_TOKEN is set, and goes before the login as long as it is.");
}

function show({ world, terminal }: Context, started: Started, mayOpen: boolean): void {
  const { device_code: _secret, ...shown } = started;
  if (terminal.isJson) return terminal.json(shown);
  const address = started.verification_uri_complete ?? started.verification_uri;
  const { bold } = terminal.noteStyle;
  terminal.note(`Open  ${bold(plain(address))}`);
  terminal.note(`and allow the login if it shows the code  ${bold(plain(started.user_code))}`);
  if (mayOpen && openBrowser(world, address)) terminal.note("Your browser opens.");
}

/** Stores the new login in place of the old one, whose tokens are then ended on the server. */
async function keep(context: Context, url: string, login: Login, inKeyring: boolean): Promise<void> {
  const { world, store } = context;
  const before = await store.change(async (settings) => {
    const old = await readLogin(world, settings, url);
    await putLogin(world, settings, url, login, inKeyring);
    delete settings.hosts[url]!.token;
    settings.url ??= url;
    return old;
  });
  if (before) await revokeLogin(world, url, before).catch(() => undefined);
}

const toLogin = (tokens: Tokens, who: VerifyMeAnswer, now: Date): Login => ({
  access_token: tokens.access_token,
  refresh_token: tokens.refresh_token,
  expires_at: new Date(now.getTime() + tokens.expires_in * 1000).toISOString(),
  scope: tokens.scope,
  username: who.user.username,
});

function left(deadline: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((deadline.getTime() - now.getTime()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
