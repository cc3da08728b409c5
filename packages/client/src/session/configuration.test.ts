import { describe, expect, it } from "vitest";
import { fakeServer } from "../testing/fake-server";
import { createClient } from "./client";
import { chooseSettings } from "./settings";

const messageOf = (env: Record<string, string>) => {
  try {
    createClient({ env });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the environment", () => {
  it.each([
    [{ NAME: "al", PASSWORD: "long enough" }, /^NAME .* 3 to 50 letters, digits and hyphens/],
    [{ NAME: "alice smith", PASSWORD: "long enough" }, /^NAME /],
    [{ NAME: " alice", PASSWORD: "long enough" }, /^NAME /],
    [{ NAME: "alice", PASSWORD: "short" }, /^PASSWORD .* 8 to 128 characters/],
    [{ NAME: "alice", PASSWORD: "x".repeat(129) }, /^PASSWORD /],
    [{ NAME: "alice" }, /^PASSWORD .* missing/],
    [{ PASSWORD: "long enough" }, /^NAME .* missing/],
    [{ API_TOKEN: "sk_live_1 " }, /^API_TOKEN /],
    [{ API_BASE_URL: "keys.example.com" }, /^API_BASE_URL /],
    [{ API_BASE_URL: "https://alice:secret@keys.example.com" }, /^API_BASE_URL /],
    [{ API_TIMEOUT: "30s" }, /^API_TIMEOUT /],
    [{ API_TIMEOUT: "0" }, /^API_TIMEOUT /],
    [{ INSTANCE: "my desktop" }, /^INSTANCE /],
  ])("that is wrong is named before anything is sent: %j", (env: Record<string, string>, message) => {
    expect(messageOf(env)).toMatch(message);
    for (const secret of [env["PASSWORD"], env["API_TOKEN"]]) if (secret !== undefined) expect(messageOf(env)).not.toContain(secret);
  });

  it("that is right is taken", () => {
    const settings = chooseSettings({ env: { NAME: "alice", PASSWORD: "long enough", API_BASE_URL: "https://keys.example.com/", API_TIMEOUT: "1500", INSTANCE: "desktop", LOG_LEVEL: "debug" } });
    expect(settings).toMatchObject({ baseUrl: "https://keys.example.com", timeoutMs: 1500, userAgent: "keyhouse-client/0.1.0 (desktop)" });
    expect(settings.source?.isFixed).toBeUndefined();
  });

  it("gives way to options, and never mixes its credential with theirs", () => {
    const settings = chooseSettings({ apiToken: "sk_live_1", env: { NAME: "alice", PASSWORD: "long enough", API_TIMEOUT: "1500" }, timeoutMs: 20 });
    expect(settings.source?.isFixed).toBe(true);
    expect(settings.timeoutMs).toBe(20);
    expect(chooseSettings({ env: { NAME: "alice", PASSWORD: "long enough", API_TOKEN: "sk_live_1" } }).source?.isFixed).toBe(true);
  });

  it("may name an account by its email address", async () => {
    const server = fakeServer(() => Response.json({}));
    await server.client({ name: "alice@example.com" }).request("GET", "/x");
    expect(server.asked[0]?.body).toMatchObject({ email: "alice@example.com" });
  });

  it("of another program that happens to have a NAME disturbs nobody who gives a token", () => {
    expect(() => createClient({ apiToken: "sk_live_1", env: { NAME: "my host name!" } })).not.toThrow();
  });

  it("says nothing anywhere unless it is asked to", () => {
    expect(chooseSettings({ env: {} }).log).toMatchObject({ level: "silent" });
  });
});
