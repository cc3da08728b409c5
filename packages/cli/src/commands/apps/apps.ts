import type { Client, ConnectedApp } from "@keyhouse/client";
import { Failure } from "../../failure";
import { confirm } from "../../output/ask";
import { plain } from "../../output/plain";
import type { Column } from "../../output/table";
import { relative } from "../../output/times";
import { confirmOption, pageOptions, type Command } from "../../parsing/command";
import { noteNextPage } from "../next-page";

export const appsList: Command = {
  name: "apps list",
  summary: "List the apps that have access to your account",
  options: { ended: { type: "flag", description: "Those that had it, and why it ended" }, ...pageOptions },
  examples: [["keyhouse apps list", "Which apps did I let in?"]],
  async run(context, values) {
    const { terminal, world } = context;
    const ended = values.flag("ended");
    const page = await (await context.client()).connectedApps.list({ status: ended ? "ended" : "active", limit: values.wholeNumber("limit", 1, 100), cursor: values.text("cursor") });
    if (terminal.isJson) return terminal.json(page);
    if (page.data.length === 0) return terminal.print(ended ? "No app has lost its access." : "No app has access to your account.");
    terminal.table(columns(world.now(), ended), page.data);
    noteNextPage(terminal, page);
  },
};

const columns = (now: Date, ended: boolean): Column<ConnectedApp>[] => [
  { title: "APP", value: ({ name }) => name },
  { title: "SCOPES", value: ({ scopes }) => scopes.join(" ") },
  { title: "CONNECTED", value: ({ created_at }) => relative(created_at, now) },
  { title: "LAST USED", value: ({ last_used_at }) => relative(last_used_at, now) ?? "never" },
  ended ? { title: "ENDED", value: (app) => app.ended?.text } : { title: "CALLS", value: ({ calls }) => String(calls) },
  { title: "ID", value: ({ id }) => id, whole: true },
];

export const appsRevoke: Command = {
  name: "apps revoke",
  summary: "Disconnect an app",
  details: "All its tokens are refused from its next request on. This may be the login of this very command line.",
  arguments: [{ name: "app", description: "Its id, or its name" }],
  options: confirmOption,
  examples: [["keyhouse apps revoke Cursor --yes", "Disconnect without being asked"]],
  async run(context, values) {
    const { world, terminal } = context;
    const client = await context.client();
    const app = await findApp(client, values.argument("app"));
    await confirm(world, terminal, `${plain(app.name)} loses its access at its next request. Disconnect it?`, values.flag("yes"));
    const answer = await client.connectedApps.revoke(app.id);
    if (terminal.isJson) return terminal.json(answer);
    terminal.print(`${plain(app.name)} is disconnected.`);
  },
};

async function findApp(client: Client, text: string): Promise<ConnectedApp> {
  if (/^grant_[a-z0-9]{26}$/.test(text)) return client.connectedApps.get(text);
  const found: ConnectedApp[] = [];
  for await (const app of client.connectedApps.list({ limit: 100 })) if (app.name === text) found.push(app);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new Failure(`No app called ${JSON.stringify(plain(text))} has access.`, { hint: "keyhouse apps list shows those that do." });
  throw new Failure(`${found.length} connections are called ${JSON.stringify(plain(text))}:\n${found.map(({ id, created_user_agent }) => `  ${id}  ${plain(created_user_agent ?? "")}`).join("\n")}`, { hint: "Name the one that you mean by its id." });
}
