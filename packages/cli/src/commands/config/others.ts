import type { Context } from "../../context";
import { Failure } from "../../failure";
import type { Command } from "../../parsing/command";
import { defaultUrl } from "../../store/address";
import { maskToken, settingNames, type SettingName } from "./keys";

const key = { name: "key", description: "Which setting", values: settingNames };

export const configGet: Command = {
  name: "config get",
  summary: "Print a setting",
  details: "api.token is printed whole: it is what was asked for.",
  arguments: [key],
  examples: [["keyhouse config get api.url", "Which server do commands speak to?"]],
  async run(context, values) {
    const name = values.argument("key") as SettingName;
    const value = await read(context, name);
    if (value === undefined) throw new Failure(`${name} is not set${name === "api.token" ? ` for ${await context.url()}` : ""}.`);
    if (context.terminal.isJson) context.terminal.json({ [name]: value });
    else context.terminal.print(String(value));
  },
};

export const configList: Command = {
  name: "config list",
  summary: "List the settings, without secrets",
  examples: [["keyhouse config list", "What is set, and where is it kept?"]],
  async run(context) {
    const { terminal, store } = context;
    const { hosts } = await context.settings();
    const token = await read(context, "api.token");
    const shown = { "api.url": await context.url(), "api.token": typeof token === "string" ? maskToken(token) : undefined, "login.browser": await read(context, "login.browser") };
    const servers = Object.entries(hosts).map(([url, { token: key, login }]) => ({ url, token: key === undefined ? undefined : maskToken(key), login: login?.username }));
    if (terminal.isJson) return terminal.json({ ...shown, file: store.path, servers });
    terminal.facts([...Object.entries(shown).map(([name, value]) => [name, value === undefined ? "not set" : String(value)] as const), ["file", store.path]]);
    if (servers.length === 0) return;
    terminal.print("");
    terminal.table([{ title: "SERVER", value: ({ url }) => url, whole: true }, { title: "TOKEN", value: ({ token: key }) => key }, { title: "SIGNED IN AS", value: ({ login }) => login }], servers);
  },
};

export const configUnset: Command = {
  name: "config unset",
  summary: "Remove a setting",
  details: "It removes api.token here; on the server the token goes on working. keyhouse keys revoke ends a key there.",
  arguments: [key],
  examples: [["keyhouse config unset api.token", "Forget the token of the server in force"]],
  async run(context, values) {
    const name = values.argument("key") as SettingName;
    const url = await context.url();
    await context.store.change((settings) => {
      if (name === "api.url") delete settings.url;
      else if (name === "login.browser") delete settings.browser;
      else {
        const host = settings.hosts[url];
        if (host) delete host.token;
        if (host && !host.login) delete settings.hosts[url];
      }
    });
    if (context.terminal.isJson) context.terminal.json({ success: true });
    else context.terminal.print(`${name} is not set any more${name === "api.token" ? ` for ${url}` : ""}.`);
  },
};

async function read(context: Context, name: SettingName): Promise<string | boolean | undefined> {
  const settings = await context.settings();
  if (name === "api.url") return settings.url ?? defaultUrl;
  if (name === "login.browser") return settings.browser ?? true;
  return (await context.host()).token;
}
