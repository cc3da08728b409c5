import type { Scope } from "@keyhouse/client";
import type { Column } from "../output/table";
import { pageOptions, type Command } from "../parsing/command";
import { noteNextPage } from "./next-page";

export const scopes: Command = {
  name: "scopes",
  summary: "List the scopes that there are, and which of them you may hold",
  options: pageOptions,
  examples: [["keyhouse scopes", "What can a key be allowed to do here?"]],
  async run(context, values) {
    const { terminal } = context;
    const page = await (await context.client()).scopes.list({ limit: values.wholeNumber("limit", 1, 100), cursor: values.text("cursor") });
    if (terminal.isJson) return terminal.json(page);
    terminal.table(columns, page.data);
    noteNextPage(terminal, page);
  },
};

const columns: Column<Scope>[] = [
  { title: "SCOPE", value: ({ name }) => name, whole: true },
  { title: "ALLOWS", value: ({ description }) => description },
  { title: "LOWEST ROLE", value: ({ lowest_role }) => lowest_role },
  { title: "YOU", value: ({ grantable }) => (grantable ? "yes" : "no") },
];
