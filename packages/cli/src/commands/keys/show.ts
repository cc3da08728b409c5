import { exactly } from "../../output/times";
import type { Command } from "../../parsing/command";
import { findKey, keyArgument } from "./find-key";
import { statusOf } from "./list";

export const keysShow: Command = {
  name: "keys show",
  summary: "Show one API key, without its secret",
  arguments: [keyArgument],
  examples: [["keyhouse keys show ci", "What may it do, and who used it last?"]],
  async run(context, values) {
    const { terminal, world } = context;
    const now = world.now();
    const key = await findKey(await context.client(), values.argument("key"));
    if (terminal.isJson) return terminal.json(key);
    const use = [exactly(key.last_used_at, now), key.last_used_ip && `from ${key.last_used_ip}`, key.last_used_user_agent && `by ${key.last_used_user_agent}`];
    terminal.facts([
      ["Name", key.name],
      ["Id", key.id],
      ["Key", key.hint],
      ["Status", statusOf(key)],
      ["Environment", key.environment],
      ["Organization", key.organization_id],
      ["Scopes", key.scopes.join(" ")],
      ["Addresses", key.allowed_ips?.join(", ") ?? "any"],
      ["Limit", key.rate_limit_per_minute === undefined ? "the usual one" : `${key.rate_limit_per_minute} a minute`],
      ["Quota", key.quota_per_day === undefined ? undefined : `${key.quota_per_day} a day`],
      ["Made", `${exactly(key.created_at, now)} by ${key.created_by.username}`],
      ["Expires", exactly(key.expires_at, now) ?? "never"],
      ["Last used", use.filter(Boolean).join(" ") || "never"],
      ["Outside policy", key.outside_policy?.join(", ")],
      ...(key.previous ?? []).map((old) => ["Old secret", `${old.hint}, works until ${exactly(old.expires_at, now)}, ${old.used_since ? `still used: ${exactly(old.last_used_at, now)}` : "not used since"}`] as const),
    ]);
  },
};
