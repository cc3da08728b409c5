import type { ApiKey } from "@keyhouse/client";
import { relative } from "../../output/times";
import type { Column } from "../../output/table";
import { pageOptions, type Command } from "../../parsing/command";
import { noteNextPage } from "../next-page";

export const keysList: Command = {
  name: "keys list",
  summary: "List your API keys",
  options: { organization: { type: "text", placeholder: "ID", description: "Those of one organization" }, ...pageOptions },
  examples: [
    ["keyhouse keys list", "Which keys are there, and when were they used?"],
    ["keyhouse keys list --json --limit 100", "The same for a program"],
  ],
  async run(context, values) {
    const { terminal, world } = context;
    const query = { organization_id: values.text("organization"), limit: values.wholeNumber("limit", 1, 100), cursor: values.text("cursor") };
    const page = await (await context.client()).apiKeys.list(query);
    if (terminal.isJson) return terminal.json(page);
    if (page.data.length === 0) return terminal.print("You have no API keys. keyhouse keys create NAME makes one.");
    terminal.table(columns(world.now()), page.data);
    noteNextPage(terminal, page);
  },
};

const columns = (now: Date): Column<ApiKey>[] => [
  { title: "NAME", value: ({ name }) => name },
  { title: "KEY", value: ({ hint }) => hint },
  { title: "STATUS", value: statusOf },
  { title: "SCOPES", value: ({ scopes }) => scopes.join(" ") },
  { title: "LAST USED", value: ({ last_used_at }) => relative(last_used_at, now) ?? "never" },
  { title: "EXPIRES", value: ({ expires_at }) => relative(expires_at, now) ?? "never" },
  { title: "ID", value: ({ id }) => id, whole: true },
];

/** Also that an old secret still works beside the new one. */
export function statusOf({ status, previous }: ApiKey): string {
  return previous && previous.length > 0 ? `${status}, rotating` : status;
}
