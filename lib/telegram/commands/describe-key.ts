import type { Credential } from "@/lib/db/generated/client";
import { html, type Html } from "../html";

const kinds: Record<string, string> = { personal_token: "Personal API token", api_key: "API key", api_token: "API token" };
export const keyKinds = Object.keys(kinds);

/** A key by name, kind, hint and last use. Never its secret. */
export function describeKey({ kind, name, hint, lastUsedAt, pausedAt }: Pick<Credential, "kind" | "name" | "hint" | "lastUsedAt" | "pausedAt">): Html {
  const what = kind === "personal_token" ? html`` : html` (${kinds[kind]!})`;
  const secret = hint ? html`\n<code>${hint}</code>` : html``;
  const state = pausedAt ? ", paused" : "";
  return html`<b>${name}</b>${what}${secret}\n${lastUsedAt ? `Last used ${shortTime(lastUsedAt)}` : "Never used"}${state}`;
}

function shortTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
