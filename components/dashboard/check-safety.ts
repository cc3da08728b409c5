import type { ApiKeyView } from "@/lib/contract/api-keys";
import type { SafetySummary } from "@/lib/contract/safety";
import { paths } from "@/lib/paths";

export type SafetyCheck = { id: string; isGood: boolean; text: string; href?: string };

/** Is it safe? What there is to look at by kind, and what else a careful owner of keys would ask. */
export function checkSafety({ checked, kinds }: Pick<SafetySummary, "checked" | "kinds">, keys: ApiKeyView[]): SafetyCheck[] {
  const live = keys.filter((key) => key.status !== "expired");
  const outside = live.filter((key) => key.outside_policy);
  const powerful = live.filter((key) => key.scopes.some((scope) => scope === "admin" || scope === "users:write"));
  return [
    ...(checked === 0 ? [{ id: "none", isGood: true, text: "Nothing is out that could be lost" }] : []),
    ...(checked > 0 && kinds.length === 0 ? [{ id: "clear", isGood: true, text: checked === 1 ? "1 key, token or app checked: all is well" : `${checked} keys, tokens and apps checked: all is well` }] : []),
    ...kinds.map(({ kind, title, open }) => ({ id: kind, isGood: false, text: `${title}: ${open}`, href: `${paths.safety}?kind=${kind}` })),
    ...about("outside", outside, (count) => `${count} outside the policies of ${count === "1 key" ? "its" : "their"} organization`),
    ...about("powerful", powerful, (count) => `${count} can manage accounts`),
  ];
}

function about(id: string, keys: ApiKeyView[], say: (count: string) => string): SafetyCheck[] {
  const [only] = keys;
  if (!only) return [];
  return [{ id, isGood: false, text: say(keys.length === 1 ? "1 key" : `${keys.length} keys`), href: keys.length === 1 ? paths.apiKey(only.id) : paths.apiKeys }];
}
