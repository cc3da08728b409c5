import type { GetApiKeyUsageAnswer } from "@keyhouse/client";
import type { Terminal } from "../../output/terminal";
import { exactly, relative } from "../../output/times";
import type { Command } from "../../parsing/command";
import { readTime } from "../../parsing/duration";
import { findKey, keyArgument } from "./find-key";

export const keysUsage: Command = {
  name: "keys usage",
  summary: "Show how often, from where and for what a key is used",
  arguments: [keyArgument],
  options: {
    by: { type: "text", placeholder: "UNIT", description: "Counted by", values: ["hour", "day"] },
    since: { type: "text", placeholder: "TIME", description: "From when on: 2026-11-01, 7d, 12h" },
  },
  examples: [
    ["keyhouse keys usage ci", "The last thirty days"],
    ["keyhouse keys usage ci --by hour --since 12h", "This morning, hour by hour"],
  ],
  async run(context, values) {
    const { terminal, world } = context;
    const client = await context.client();
    const since = values.text("since");
    const key = await findKey(client, values.argument("key"));
    const usage = await client.apiKeys.getUsage(key.id, { by: values.text("by") as "hour" | "day" | undefined, from: since === undefined ? undefined : readTime("--since", since, world.now()) });
    if (terminal.isJson) return terminal.json(usage);
    terminal.facts([
      ["Key", `${key.name} (${key.hint})`],
      ["Allowed", String(usage.allowed)],
      ["Refused", String(usage.refused)],
      ["Last use", [exactly(usage.last_use?.at, world.now()), usage.last_use?.ip, usage.last_use?.user_agent].filter(Boolean).join(", ") || "never"],
      ["Left now", `${usage.limits.minute.remaining} of ${usage.limits.minute.limit} this minute${usage.limits.day ? `, ${usage.limits.day.remaining} of ${usage.limits.day.limit} today` : ""}`],
    ]);
    showPeriods(terminal, usage);
    showAddresses(terminal, usage, world.now());
    showOldSecrets(terminal, usage, world.now());
  },
};

const longestBar = 30;

function showPeriods(terminal: Terminal, { periods, by }: GetApiKeyUsageAnswer): void {
  const used = periods.filter(({ allowed, refused }) => allowed + refused > 0);
  if (used.length === 0) return;
  const most = Math.max(...used.map(({ allowed, refused }) => allowed + refused));
  const { good, bad } = terminal.style;
  terminal.print("");
  for (const { start, allowed, refused } of used) {
    const length = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round((count / most) * longestBar)));
    const bar = good("█".repeat(length(allowed))) + bad("▒".repeat(length(refused)));
    terminal.print(`${by === "day" ? start.slice(0, 10) : start.slice(0, 16).replace("T", " ")}  ${bar} ${allowed}${refused > 0 ? `, ${refused} refused` : ""}`);
  }
}

function showAddresses(terminal: Terminal, { addresses }: GetApiKeyUsageAnswer, now: Date): void {
  if (addresses.length === 0) return;
  terminal.print("");
  terminal.table([{ title: "ADDRESS", value: ({ ip }) => ip, whole: true }, { title: "CALLS", value: ({ calls }) => String(calls) }, { title: "REFUSED", value: ({ refused }) => String(refused) }, { title: "LAST", value: ({ last_at }) => relative(last_at, now) }], addresses);
}

/** Silent, an old secret is safe to retire. */
function showOldSecrets(terminal: Terminal, { previous }: GetApiKeyUsageAnswer, now: Date): void {
  for (const { hint, expires_at, callers } of previous ?? []) {
    terminal.print(`\nThe old secret ${hint ?? ""} works until ${exactly(expires_at, now)}. ${callers.length === 0 ? "Nobody has used it since: it is safe to retire." : "It is still used:"}`);
    if (callers.length > 0) terminal.table([{ title: "ADDRESS", value: ({ ip }) => ip, whole: true }, { title: "AGENT", value: ({ user_agent }) => user_agent }, { title: "CALLS", value: ({ calls }) => String(calls) }, { title: "LAST", value: ({ last_at }) => relative(last_at, now) }], callers);
  }
}
