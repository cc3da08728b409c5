import { describe, expect, it } from "vitest";
import { fakeKeyring } from "../testing/fake-keyring";
import type { World } from "../world";
import { openKeyring } from "./keyring";

const url = "https://keys.example.com";
const secret = JSON.stringify({ access_token: "a b", refresh_token: "sk_rt_1", scope: "keys:read" });

describe.each(["linux", "darwin"] as const)("the keyring of %s", (platform) => {
  it("keeps a login, gives it back, and forgets it", async () => {
    const keyring = openKeyring({ platform, execute: fakeKeyring().execute } as World);
    expect(await keyring.read(url)).toBeUndefined();
    await keyring.write(url, secret);
    expect(await keyring.read(url)).toBe(secret);
    await keyring.remove(url);
    expect(await keyring.read(url)).toBeUndefined();
  });

  it("never sees a secret on a command line, which every program of the machine can read", async () => {
    const { execute, calls } = fakeKeyring();
    await openKeyring({ platform, execute } as World).write(url, secret);
    expect(calls.length).toBeGreaterThan(0);
    for (const part of calls.flat()) {
      expect(part).not.toContain("sk_rt_1");
      expect(part).not.toContain(Buffer.from(secret).toString("base64"));
    }
  });
});

it("a system without a keyring program says what to install", async () => {
  const keyring = openKeyring({ platform: "linux", execute: () => Promise.reject(new Error("ENOENT")) } as unknown as World);
  await expect(keyring.read(url)).rejects.toThrow("secret-tool is not installed");
  expect(() => openKeyring({ platform: "win32" } as World)).toThrow("no keyring for this system");
});
