import type { ApiKeyView } from "@/lib/contract/api-keys";

export type SafetyCheck = { id: string; isGood: boolean; text: string; keys: ApiKeyView[] };

const day = 86_400_000;

/** What a careful owner would look for in a bunch of keys, each as one sentence. */
export function checkSafety(keys: ApiKeyView[], now = Date.now()): SafetyCheck[] {
  const live = keys.filter((key) => key.status !== "expired");
  if (live.length === 0) return [check("none", [], "No key is out that could be lost", () => "")];
  const endless = live.filter((key) => !key.expires_at);
  const ending = live.filter((key) => key.expires_at && Date.parse(key.expires_at) - now < 14 * day);
  const idle = live.filter((key) => now - Date.parse(key.last_used_at ?? key.created_at) > 90 * day);
  const powerful = live.filter((key) => key.scopes.some((scope) => scope === "admin" || scope === "users:write"));
  const outside = live.filter((key) => key.outside_policy);
  return [
    ...(outside.length > 0 ? [check("outside", outside, "", (count) => `${count} outside the policies of ${count === "1 key" ? "its" : "their"} organization`)] : []),
    check("endless", endless, "Every key has an end", (count) => `${count} never ${count === "1 key" ? "expires" : "expire"}`),
    check("ending", ending, "No key ends within 14 days", (count) => `${count} ${count === "1 key" ? "ends" : "end"} within 14 days`),
    check("idle", idle, "No key lies unused for 90 days", (count) => `${count} unused for 90 days`),
    check("powerful", powerful, "No key can manage accounts", (count) => `${count} can manage accounts`),
  ];
}

function check(id: string, keys: ApiKeyView[], good: string, bad: (count: string) => string): SafetyCheck {
  const count = keys.length === 1 ? "1 key" : `${keys.length} keys`;
  return { id, isGood: keys.length === 0, text: keys.length === 0 ? good : bad(count), keys };
}
