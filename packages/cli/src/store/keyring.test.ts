import { describe, expect, it } from "vitest";
import type { World } from "../world";
import { openKeyring } from "./keyring";

const url = "https://keys.example.com";
const secret = JSON.stringify({ access_token: "a b", refresh_token: "sk_rt_1", scope: "keys:read" });

/** A keyring as the two programs keep it: what they are called with is recorded. */
function fakeKeyring(platform: NodeJS.Platform) {
  const kept = new Map<string, string>();
  const calls: string[][] = [];
  const execute: World["execute"] = async (command, args, input = "") => {
    calls.push([command, ...args]);
    if (command === "secret-tool") {
      const key = args.slice(args.indexOf("service")).join(" ");
      if (args[0] === "store") kept.set(key, input);
      if (args[0] === "clear") kept.delete(key);
      return { status: args[0] === "lookup" && !kept.has(key) ? 1 : 0, output: args[0] === "lookup" ? (kept.get(key) ?? "") : "" };
    }
    if (args[0] === "-i") {
      const [, , , service, , account, , word] = input.trim().split(" ");
      kept.set(`${service} ${account}`, word!);
      return { status: 0, output: "" };
    }
    const key = `${args[args.indexOf("-s") + 1]} ${args[args.indexOf("-a") + 1]}`;
    if (args[0] === "delete-generic-password") kept.delete(key);
    return kept.has(key) ? { status: 0, output: `${kept.get(key)}\n` } : { status: 44, output: "" };
  };
  return { keyring: openKeyring({ platform, execute } as World), calls };
}

describe.each(["linux", "darwin"] as const)("the keyring of %s", (platform) => {
  it("keeps a login, gives it back, and forgets it", async () => {
    const { keyring } = fakeKeyring(platform);
    expect(await keyring.read(url)).toBeUndefined();
    await keyring.write(url, secret);
    expect(await keyring.read(url)).toBe(secret);
    await keyring.remove(url);
    expect(await keyring.read(url)).toBeUndefined();
  });

  it("never sees a secret on a command line, which every program of the machine can read", async () => {
    const { keyring, calls } = fakeKeyring(platform);
    await keyring.write(url, secret);
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
