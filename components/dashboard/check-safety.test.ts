import { describe, expect, it } from "vitest";
import type { ApiKeyView } from "@/lib/contract/api-keys";
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

const bad = (keys: ApiKeyView[]) => checkSafety(keys, now).filter((check) => !check.isGood).map((check) => check.text);

describe("the safety card", () => {
  it("finds nothing in a key with an end, in use, with little power", () => {
    expect(bad([key()])).toEqual([]);
  });

  it("names keys without an end, about to end, unused and powerful", () => {
    expect(bad([key({ expires_at: undefined })])).toEqual(["1 key never expires"]);
    expect(bad([key({ expires_at: inDays(3) }), key({ expires_at: inDays(13) })])).toEqual(["2 keys end within 14 days"]);
    expect(bad([key({ last_used_at: inDays(-91) })])).toEqual(["1 key unused for 90 days"]);
    expect(bad([key({ scopes: ["admin"] })])).toEqual(["1 key can manage accounts"]);
  });

  it("names keys that are outside a policy which their organization has set since", () => {
    expect(bad([key({ outside_policy: ["allowed_ips"] })])).toEqual(["1 key outside the policies of its organization"]);
    expect(checkSafety([key()], now).map(({ id }) => id)).not.toContain("outside");
  });

  it("does not count a new key as unused before it had the time to be used", () => {
    expect(bad([key({ last_used_at: undefined })])).toEqual([]);
  });

  it("leaves expired keys out", () => {
    expect(checkSafety([key({ status: "expired", expires_at: inDays(-1) })], now)).toMatchObject([{ isGood: true, text: "No key is out that could be lost" }]);
  });
});
