import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestCli } from "../testing/cli";
import { configFolder } from "./folder";
import { withLock } from "./lock";

const token = "sk_live_0123456789abcdefghijklmnopqrstuvwxyz";
let cli: TestCli;
beforeEach(() => void (cli = new TestCli({ env: { KEYHOUSE_URL: "https://keys.example.com" } })));
afterEach(() => cli.remove());

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("the file of settings and logins", () => {
  it("can be read by its owner alone, and so can its folder", async () => {
    expect((await cli.run(`config set api.token ${token}`)).code).toBe(0);
    expect(modeOf(cli.configPath)).toBe("600");
    expect(modeOf(dirname(cli.configPath))).toBe("700");
  });

  it("is refused where others can read it, with the command that repairs it", async () => {
    await cli.run(`config set api.token ${token}`);
    chmodSync(cli.configPath, 0o640);
    const { code, stderr, stdout } = await cli.run("config get api.token");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`can be read by others (mode 640)`);
    expect(stderr).toContain(`chmod 600 ${cli.configPath}`);
  });

  it("that is damaged is named, and left as it is", async () => {
    mkdirSync(dirname(cli.configPath), { recursive: true });
    writeFileSync(cli.configPath, "{", { mode: 0o600 });
    expect(await cli.run(`config set api.token ${token}`)).toMatchObject({ code: 1, stderr: expect.stringContaining(`${cli.configPath} is damaged`) as string });
    expect(readFileSync(cli.configPath, "utf8")).toBe("{");
  });

  it("loses no change of twenty that are made at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => cli.run(`config set api.token ${token}${number} --url https://house-${number}.example.com`)));
    const { servers } = (await cli.run("config list --json")).json<{ servers: unknown[] }>();
    expect(servers).toHaveLength(20);
    expect(existsSync(join(dirname(cli.configPath), "config.lock"))).toBe(false);
  });

  it("takes over a lock whose process has died, and waits for one that lives", async () => {
    const lock = join(cli.home, "a.lock");
    const world = { sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)), interrupted: new AbortController().signal };
    writeFileSync(lock, "1\n");
    utimesSync(lock, new Date(Date.now() - 11_000), new Date(Date.now() - 11_000));
    const order: string[] = [];
    let release = () => undefined as void;
    const first = withLock(lock, world, () => new Promise<void>((resolve) => {
      order.push("first");
      release = resolve;
    }));
    await expect.poll(() => order).toEqual(["first"]);
    const second = withLock(lock, world, async () => void order.push("second"));
    order.push("released");
    release();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "released", "second"]);
  });

  it("is where the XDG specification says", () => {
    const home = "/home/ada";
    expect(configFolder({ env: {}, home, platform: "linux" })).toBe("/home/ada/.config/keyhouse");
    expect(configFolder({ env: { XDG_CONFIG_HOME: "/x" }, home, platform: "linux" })).toBe("/x/keyhouse");
    expect(configFolder({ env: { XDG_CONFIG_HOME: "x" }, home, platform: "linux" })).toBe("/home/ada/.config/keyhouse");
  });
});

describe("api.token", () => {
  it("is sent to the server that it was set for, and to no other", async () => {
    const sent: string[] = [];
    const fetch = (async (url: string, init: RequestInit) => {
      sent.push(`${new URL(url).host} ${new Headers(init.headers).get("authorization")}`);
      return Response.json({ status: "ok", version: "1", database: "ok" });
    }) as typeof globalThis.fetch;
    await cli.run(`config set api.token ${token}`);
    await cli.run("health", { fetch });
    await cli.run("health --url https://other.example.com", { fetch });
    await cli.run("health", { fetch, env: { KEYHOUSE_URL: "https://third.example.com" } });
    expect(sent).toEqual([`keys.example.com Bearer ${token}`, "other.example.com null", "third.example.com null"]);
    expect((await cli.run("whoami --url https://other.example.com")).code).toBe(3);
  });

  it("is read from standard input, or asked for without an echo, and printed nowhere", async () => {
    expect((await cli.run("config set api.token", { input: `${token}\n` })).code).toBe(0);
    expect((await cli.run("config get api.token")).stdout).toBe(`${token}\n`);
    cli.printed = "";
    const typed = `${token}X`;
    const asked = await cli.run("config set api.token", { terminal: { answers: `${typed}Y\u007f\r` } });
    expect(asked.stderr).toContain("Token for https://keys.example.com (it is not shown): ");
    await cli.run("config list");
    await cli.run("config list --json");
    expect(cli.printed).not.toContain(token);
    expect((await cli.run("config get api.token")).stdout).toBe(`${typed}\n`);
  });

  it("that cannot be one is refused without being repeated", async () => {
    const { code, stderr } = await cli.runWords(["config", "set", "api.token", "two words here and more"]);
    expect(code).toBe(2);
    expect(stderr).not.toContain("two words");
  });

  it("is forgotten by unset", async () => {
    await cli.run(`config set api.token ${token}`);
    await cli.run("config unset api.token");
    expect(readFileSync(cli.configPath, "utf8")).not.toContain(token);
    expect((await cli.run("config get api.token")).code).toBe(1);
  });
});

describe("api.url", () => {
  it.each([
    ["https://keys.example.com/", "https://keys.example.com"],
    ["keys.example.com", "https://keys.example.com"],
    ["localhost:3000", "http://localhost:3000"],
    ["HTTPS://Keys.Example.com:443/docs", "https://keys.example.com"],
  ])("%s is kept as %s", async (typed, kept) => {
    await cli.run(`config set api.url ${typed}`);
    expect((await cli.run("config get api.url", { env: { KEYHOUSE_URL: "" } })).stdout).toBe(`${kept}\n`);
  });

  it("gives way to KEYHOUSE_URL, and that to --url", async () => {
    await cli.run("config set api.url https://one.example.com");
    const seen = async (words: string, url: string) => (await cli.run(words, { env: { KEYHOUSE_URL: url } })).stderr;
    expect(await seen("whoami", "")).toContain("https://one.example.com");
    expect(await seen("whoami", "https://two.example.com")).toContain("https://two.example.com");
    expect(await seen("whoami --url https://three.example.com", "https://two.example.com")).toContain("https://three.example.com");
  });
});
