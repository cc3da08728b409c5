import type { Context } from "../../context";
import { usageFailure } from "../../failure";
import { readSecret } from "../../output/ask";
import type { Command } from "../../parsing/command";
import { readAddress } from "../../store/address";
import { maskToken, readSwitch, requireToken, settingNames, type SettingName } from "./keys";

export const configSet: Command = {
  name: "config set",
  summary: "Store a setting",
  details:
    "api.url        the server that commands speak to\napi.token      an API key or token, kept for the server in force and sent to no other;\n               without a value it is asked for, or read from standard input\nlogin.browser  whether login opens the browser (true)",
  arguments: [
    { name: "key", description: "Which setting", values: settingNames },
    { name: "value", description: "Its value", optional: true },
  ],
  examples: [
    ["keyhouse config set api.url https://keys.example.com", "Say where the server is"],
    ["keyhouse config set api.token", "Ask for a token without showing it"],
    ["keyhouse config set api.token < token.txt", "Take it from a file"],
  ],
  async run(context, values) {
    const key = values.argument("key") as SettingName;
    const value = values.optionalArgument("value");
    if (key === "api.token") return setToken(context, value);
    if (value === undefined) throw usageFailure(`${key} needs a value.`, "keyhouse config set --help shows how it is used.");
    const stored = key === "api.url" ? readAddress("api.url", value, context.world.env) : readSwitch(value);
    await context.store.change((settings) => Object.assign(settings, key === "api.url" ? { url: stored } : { browser: stored }));
    if (context.terminal.isJson) return context.terminal.json({ [key]: stored });
    context.terminal.print(`${key} is ${stored}.`);
  },
};

async function setToken(context: Context, value: string | undefined): Promise<void> {
  const { world, terminal, store } = context;
  const url = await context.url();
  const token = requireToken(value ?? (await readSecret(world, `Token for ${url}`)));
  const hasLogin = (await context.host()).login !== undefined;
  await store.change((settings) => {
    settings.url ??= url;
    (settings.hosts[url] ??= {}).token = token;
  });
  if (terminal.isJson) return terminal.json({ "api.token": maskToken(token), "api.url": url });
  terminal.print(`api.token is ${maskToken(token)}, for ${url}.`);
  if (hasLogin) terminal.note("It goes before your login there; keyhouse config unset api.token returns to the login.");
  if (value !== undefined && terminal.isInteractive) terminal.note("Your shell may keep that line in its history: without a value the token is asked for.");
}
