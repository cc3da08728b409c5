import type { AuditEvent, Client } from "@keyhouse/client";
import type { Context } from "../context";
import { plain } from "../output/plain";
import type { Column } from "../output/table";
import { pageOptions, type Command } from "../parsing/command";
import { readTime } from "../parsing/duration";
import { noteNextPage } from "./next-page";

export const audit: Command = {
  name: "audit",
  summary: "Read the audit log: who did what, when, from where",
  details: "Newest first. With --follow the newest come last, and what happens is printed as it happens, one event a line; with --json one object a line.",
  options: {
    action: { type: "text", placeholder: "ACTION", description: "One action (api_key.created), or all of a kind (api_key.)" },
    target: { type: "text", placeholder: "ID", description: "What happened to one thing" },
    since: { type: "text", placeholder: "TIME", description: "From when on: 2026-11-01, 7d, 15m" },
    until: { type: "text", placeholder: "TIME", description: "Up to when" },
    follow: { type: "flag", description: "Go on printing until Ctrl-C" },
    ...pageOptions,
  },
  examples: [
    ["keyhouse audit --action api_key. --since 7d", "What happened to keys this week?"],
    ["keyhouse audit --follow", "Watch"],
  ],
  async run(context, values) {
    const { terminal, world } = context;
    const [since, until] = [values.text("since"), values.text("until")];
    const filter = {
      action: values.text("action"),
      target_id: values.text("target"),
      since: since === undefined ? undefined : readTime("--since", since, world.now()),
      until: until === undefined ? undefined : readTime("--until", until, world.now()),
    };
    const client = await context.client();
    const limit = values.wholeNumber("limit", 1, 100);
    if (values.flag("follow")) return follow(context, client, filter, limit ?? 10);
    const page = await client.auditEvents.list({ ...filter, limit, cursor: values.text("cursor") });
    if (terminal.isJson) return terminal.json(page);
    if (page.data.length === 0) return terminal.print("Nothing that matches has happened.");
    terminal.table(columns, page.data);
    noteNextPage(terminal, page);
  },
};

const columns: Column<AuditEvent>[] = [
  { title: "TIME", value: ({ occurred_at }) => timeOf(occurred_at), whole: true },
  { title: "ACTION", value: ({ action }) => action },
  { title: "BY", value: ({ actor }) => actor.name ?? actor.kind },
  { title: "WHAT", value: ({ target }) => target.name ?? target.id },
  { title: "FROM", value: ({ ip }) => ip },
  { title: "ID", value: ({ id }) => id, whole: true },
];

type Filter = { action?: string | undefined; target_id?: string | undefined; since?: string | undefined; until?: string | undefined };

const pauseMilliseconds = 2000;

/** Asks again and again for what is newer than the last event that was seen. Ends when it is interrupted. */
async function follow({ terminal, world }: Context, client: Client, filter: Filter, first: number): Promise<void> {
  const { faint } = terminal.style;
  const print = (event: AuditEvent) =>
    terminal.isJson
      ? terminal.json(event)
      : terminal.print([faint(timeOf(event.occurred_at)), event.action.padEnd(28), plain(event.actor.name ?? event.actor.kind).padEnd(16), plain(event.target.name ?? event.target.id), faint(event.ip ?? "")].join("  "));
  const page = await client.auditEvents.list({ ...filter, limit: first });
  let seen = page.data[0];
  page.data.toReversed().forEach(print);
  try {
    for (;;) {
      await world.sleep(pauseMilliseconds, world.interrupted);
      const fresh: AuditEvent[] = [];
      for await (const event of client.auditEvents.list({ ...filter, since: seen?.occurred_at ?? filter.since, limit: 100 }, { signal: world.interrupted })) {
        if (seen && event.sequence <= seen.sequence) break;
        fresh.push(event);
      }
      seen = fresh[0] ?? seen;
      fresh.toReversed().forEach(print);
    }
  } catch (error) {
    // Ctrl-C is how one stops to watch: nothing has failed
    if (!world.interrupted.aborted) throw error;
  }
}

const timeOf = (time: string) => `${time.slice(0, 19).replace("T", " ")}Z`;
