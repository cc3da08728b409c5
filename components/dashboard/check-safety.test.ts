import { describe, expect, it } from "vitest";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import type { SafetySummary } from "@/lib/contract/safety";
import { checkSafety } from "./check-safety";

const now = Date.parse("2026-11-22T12:00:00Z");
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString();

const key = (changes: Partial<ApiKeyView> = {}): ApiKeyView => ({
  id: "key_1",
  name: "Server",
  scopes: ["agents:read"],
  organization_id: "org_1",
  environment: "live",
  hint: "sk_live_x7Qe...9fKa",
  status: "active",
  created_at: inDays(-10),
  created_by: { id: "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70", username: "ada" },
  last_used_at: inDays(-1),
  expires_at: inDays(60),
  ...changes,
});

const summary = (changes: Partial<Pick<SafetySummary, "checked" | "kinds">> = {}) => ({ checked: 1, kinds: [], ...changes });
const bad = (keys: ApiKeyView[], found = summary()) => checkSafety(found, keys).filter((check) => !check.isGood).map((check) => check.text);

describe("the safety card", () => {
  it("says that all is well where nothing was found, and that there is nothing where there is nothing", () => {
    expect(checkSafety(summary({ checked: 3 }), [key()])).toEqual([{ id: "clear", isGood: true, text: "3 keys, tokens and apps checked: all is well" }]);
    expect(checkSafety(summary({ checked: 0 }), [])).toMatchObject([{ isGood: true, text: "Nothing is out that could be lost" }]);
  });

  it("counts what there is to look at by its kind, each with the way there", () => {
    const kinds = [{ kind: "never_expires" as const, title: "Never expires", why: "", open: 2 }];
    expect(checkSafety(summary({ kinds }), [key()])).toEqual([{ id: "never_expires", isGood: false, text: "Never expires: 2", href: "/safety?kind=never_expires" }]);
  });

  it("names keys that can manage accounts, and those outside a policy which their organization has set since", () => {
    expect(bad([key({ scopes: ["admin"] })])).toEqual(["1 key can manage accounts"]);
    expect(bad([key({ outside_policy: ["allowed_ips"] })])).toEqual(["1 key outside the policies of its organization"]);
  });

  it("leaves expired keys out", () => {
    expect(bad([key({ status: "expired", scopes: ["admin"], outside_policy: ["allowed_ips"] })])).toEqual([]);
  });
});
