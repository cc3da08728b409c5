import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/lib/testing/run-server";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { WebPerson } from "@/lib/testing/web-person";
import { TestCli, type Ran } from "../../packages/cli/src/testing/cli";
import { fakeKeyring } from "../../packages/cli/src/testing/fake-keyring";

let house: RunningHouse;
let person: WebPerson;
let cli: TestCli;
/** Whatever must never be printed without being asked for. */
const secrets = new Set<string>();

beforeAll(async () => {
  house = await runHouse();
  person = await WebPerson.signUp(house.origin, "ada");
  cli = new TestCli({ env: { KEYHOUSE_URL: house.origin } });
}, 120_000);
afterAll(async () => {
  cli?.remove();
  await house?.stop();
});

type Stored = { access_token: string; refresh_token: string; expires_at: string };
type Config = { hosts: Record<string, { login?: Stored; token?: string }> };
const config = (of = cli) => JSON.parse(readFileSync(of.configPath, "utf8")) as Config;
const loginOf = (of = cli): Stored => config(of).hosts[house.origin]!.login!;

/** Signs in: what the program shows is opened and allowed in a browser, while it waits. */
async function signIn(words = "login", of = cli, decide = (address: string) => person.approveDevice(address) as Promise<unknown>): Promise<Ran> {
  let shown = "";
  const ran = await of.run(words, {
    onOutput: (text) => (shown += text),
    sleep: async () => void (await decide(/http:[^\s"]+\/device\?user_code=[A-Z-]+/.exec(shown)![0])),
  });
  const login = ran.code === 0 ? config(of).hosts[house.origin]?.login : undefined;
  if (login?.access_token) [login.access_token, login.refresh_token].forEach((secret) => secrets.add(secret));
  return ran;
}

const statusOf = async (key: string): Promise<number> => (await fetch(`${house.origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${key}` } })).status;

/** Makes a key by the API, so that nobody has printed it. */
async function makeKey(name: string): Promise<{ id: string; key: string; hint: string }> {
  const made = await person.api<{ id: string; key: string; hint: string }>("POST", "/api-keys", { name, scopes: ["agents:read", "keys:read"] });
  secrets.add(made.key);
  return made;
}

function writeEnv(text: string, name = ".env"): string {
  const path = join(cli.home, name);
  writeFileSync(path, text, { mode: 0o640 });
  chmodSync(path, 0o640);
  return path;
}

describe("signing in", () => {
  it("shows where to go and which code, waits, and keeps the login for its owner's eyes alone", async () => {
    const ran = await signIn();
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(new RegExp(`^Signed in at ${house.origin} as ada \\(.*keys:write.*\\)\\.\n$`)) as string });
    expect(ran.stdout).not.toMatch(/users:|admin/);
    expect(ran.stderr).toMatch(/Open {2}http:\S+\/device\?user_code=([A-Z]{4}-[A-Z]{4})\nand allow the login if it shows the code {2}\1\n/);
    expect(statSync(cli.configPath).mode & 0o777).toBe(0o600);
    expect((await cli.run("whoami")).stdout).toMatch(/^Account +ada \(admin\)$/m);
    expect((await cli.run("whoami --json")).json()).toMatchObject({ valid: true, kind: "grant", user: { id: person.account.id } });
  });

  it("signing in again ends the login before it on the server", async () => {
    const before = loginOf();
    await signIn();
    expect(await statusOf(before.access_token)).toBe(401);
    expect(await statusOf(loginOf().access_token)).toBe(200);
  });

  it("--json tells a program the address, then who has signed in; never the device code", async () => {
    const other = new TestCli({ env: { KEYHOUSE_URL: house.origin } });
    const [shown, who] = (await signIn("login --json", other)).stdout.trim().split("\n").map((line) => JSON.parse(line) as object);
    expect(shown).toEqual({ user_code: expect.any(String), verification_uri: `${house.origin}/device`, verification_uri_complete: expect.stringContaining("user_code="), expires_in: 600, interval: 5 });
    expect(who).toMatchObject({ user: { username: "ada" } });
    await other.run("logout");
    other.remove();
  });

  it("--with-token takes a key from standard input, after a look whether it is good", async () => {
    const other = new TestCli({ env: { KEYHOUSE_URL: house.origin } });
    const { key } = await makeKey("with-token");
    expect(await other.run("login --with-token", { input: `${key.slice(0, -1)}_\n` })).toMatchObject({ code: 3 });
    expect(await other.run("login --with-token", { input: `${key}\n` })).toMatchObject({ code: 0, stdout: `Signed in at ${house.origin} as ada, with the token.\n` });
    expect((await other.run("whoami")).stdout).toMatch(/^Credential +API key, from api.token$/m);
    expect(await other.run("keys create other")).toMatchObject({ code: 1, stderr: expect.stringContaining("A login can: keyhouse login") as string });
    expect(other.printed).not.toContain(key);
    other.remove();
  });
});

describe("a login in the keyring", () => {
  it("leaves no token in the file, is renewed there, and is gone from it after the logout", async () => {
    const { execute, kept } = fakeKeyring();
    const other = new TestCli({ env: { KEYHOUSE_URL: house.origin }, execute });
    expect((await signIn("login --keyring", other)).code).toBe(0);
    const inKeyring = () => JSON.parse([...kept.values()][0]!) as Stored;
    const before = inKeyring();
    expect(config(other).hosts[house.origin]!.login).toEqual({ keyring: true, username: "ada" });
    expect(readFileSync(other.configPath, "utf8")).not.toContain(before.access_token);
    kept.set([...kept.keys()][0]!, JSON.stringify({ ...before, expires_at: "2020-01-01T00:00:00.000Z" }));
    expect((await other.run("whoami")).code).toBe(0);
    expect(inKeyring().refresh_token).not.toBe(before.refresh_token);
    expect((await other.run("logout")).code).toBe(0);
    expect(kept.size).toBe(0);
    expect(other.printed).not.toContain(before.refresh_token);
    other.remove();
  });

  it("where there is none is said before anybody has typed a code", async () => {
    const other = new TestCli({ env: { KEYHOUSE_URL: house.origin } });
    expect(await other.run("login --keyring")).toMatchObject({ code: 1, stderr: expect.stringContaining("secret-tool is not installed") as string });
    other.remove();
  });
});

describe("a login that has to be renewed", () => {
  /** As if an hour had passed. */
  const age = () => writeFileSync(cli.configPath, readFileSync(cli.configPath, "utf8").replace(/"expires_at": "[^"]+"/, '"expires_at": "2020-01-01T00:00:00.000Z"'));

  it("is renewed without a word; of eight commands at once one asks, and all go on", async () => {
    age();
    const before = loginOf();
    let renewals = 0;
    const counting = ((url: string, init: RequestInit) => {
      if (url.endsWith("/oauth/token")) renewals++;
      return fetch(url, init);
    }) as typeof globalThis.fetch;
    const ran = await Promise.all(Array.from({ length: 8 }, () => cli.run("whoami", { fetch: counting })));
    expect(ran.map(({ code, stderr }) => [code, stderr])).toEqual(ran.map(() => [0, ""]));
    expect(renewals).toBe(1);
    expect(loginOf().refresh_token).not.toBe(before.refresh_token);
    secrets.add(loginOf().refresh_token).add(loginOf().access_token);
  });

  it("is renewed after a 401 as well, whatever the clock here says", async () => {
    const { access_token } = loginOf();
    writeFileSync(cli.configPath, readFileSync(cli.configPath, "utf8").replace(access_token, `${access_token.slice(0, -8)}AAAAAAAA`));
    expect((await cli.run("whoami")).code).toBe(0);
    secrets.add(loginOf().refresh_token).add(loginOf().access_token);
  });

  it("that was disconnected ends with the reason, exit code 3, and is forgotten", async () => {
    const other = new TestCli({ env: { KEYHOUSE_URL: house.origin } });
    await signIn("login", other);
    const apps = (await other.run("apps list --json")).json<{ data: { id: string; name: string }[] }>();
    expect(apps.data[0]!.name).toBe("Keyhouse CLI");
    expect((await other.run(`apps revoke ${apps.data[0]!.id} --yes`)).code).toBe(0);
    const refused = await other.run("whoami");
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/Your login at http:\S+ has ended: .+\nSign in again with keyhouse login\./);
    expect((await other.run("whoami")).stderr).toContain("You are not signed in");
    other.remove();
  });
});

describe("keys", () => {
  it("create prints the key alone, and it works; list and show tell of it without its secret", async () => {
    const made = await cli.run("keys create ci --scope keys:read,agents:read --expires-in 1d --allow-ip 127.0.0.1,::1 --rate-limit 50");
    const key = made.stdout.trim();
    expect(made.stdout).toMatch(/^sk_live_\w{36}\n$/);
    cli.printed = cli.printed.replace(key, "");
    secrets.add(key);
    expect(await statusOf(key)).toBe(200);
    expect((await cli.run("keys list")).stdout).toMatch(/^ci +sk_live_\w{4}\.\.\.\w{4} +active +agents:read keys:read +.* key_\w{26}$/m);
    expect((await cli.run("keys show ci")).stdout).toMatch(/^Addresses +127\.0\.0\.1.*\nLimit +50 a minute$/m);
  });

  it("--json is exactly what the API answers", async () => {
    const listed = (await cli.run("keys list --json --limit 1")).json();
    expect(listed).toEqual(await person.api("GET", "/api-keys?limit=1"));
    expect((await cli.run("scopes --json")).json()).toEqual(await person.api("GET", "/scopes"));
  });

  it("rotate --write-env finds the key in the file by its value, replaces it there and nowhere else, and prints it not", async () => {
    const { key, hint } = await makeKey("in a file");
    const path = writeEnv(`# settings\r\nA=1\r\nexport API_KEY="${key}" # the robot\r\nB='2'\r\n`);
    const ran = await cli.run("keys rotate --write-env .env --yes");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const text = readFileSync(path, "utf8");
    const next = /API_KEY="(sk_live_\w{36})"/.exec(text)![1]!;
    secrets.add(next);
    expect(text).toBe(`# settings\r\nA=1\r\nexport API_KEY="${next}" # the robot\r\nB='2'\r\n`);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect([await statusOf(key), await statusOf(next)]).toEqual([401, 200]);
    expect(ran.stdout).toContain("API_KEY in .env holds the new secret of in a file");
    expect(hint).not.toBe(next);
    expect((await cli.run("keys rotate --write-env .env --yes --json")).stdout).not.toContain('"key"');
  });

  it("rotate with an overlap leaves the old secret working, and usage shows who still uses it", async () => {
    const { key } = await makeKey("overlapping");
    writeEnv(`API_KEY=${key}\n`, "overlap.env");
    const ran = await cli.run("keys rotate overlapping --write-env overlap.env --overlap 1d");
    expect(ran.stdout).toContain("The old one works until");
    secrets.add(/API_KEY=(.+)/.exec(readFileSync(join(cli.home, "overlap.env"), "utf8"))![1]!);
    expect(await statusOf(key)).toBe(200);
    await expect.poll(async () => (await cli.run("keys usage overlapping")).stdout, { timeout: 10_000 }).toContain("It is still used:");
    expect((await cli.run("keys usage overlapping --by hour --since 2h --json")).json()).toMatchObject({ by: "hour", allowed: expect.any(Number) });
  });

  it("rotate changes nothing on the server where the file cannot be written, is not the key's, or nobody said yes", async () => {
    const { key } = await makeKey("unchanged");
    writeEnv("A=1\n", "none.env");
    writeEnv(`OTHER=something\nAPI_KEY=${key}\n`, "other.env");
    expect(await cli.run("keys rotate unchanged --write-env missing/.env --name API_KEY --yes")).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was changed on the server.") as string });
    expect(await cli.run("keys rotate --write-env none.env --yes")).toMatchObject({ code: 1, stderr: expect.stringContaining("none.env holds none of your keys") as string });
    expect(await cli.run("keys rotate unchanged --write-env none.env --yes")).toMatchObject({ code: 2, stderr: expect.stringContaining("--name API_KEY") as string });
    expect(await cli.run("keys rotate unchanged --write-env other.env --name OTHER")).toMatchObject({ code: 2, stderr: expect.stringContaining("OTHER in other.env holds something else") as string });
    expect(await cli.run("keys rotate --write-env other.env", { terminal: { answers: "n\n" } })).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was done.") as string });
    expect(await cli.run("keys rotate --write-env other.env")).toMatchObject({ code: 2, stderr: expect.stringContaining("Say --yes") as string });
    expect(await statusOf(key)).toBe(200);
    expect(readFileSync(join(cli.home, "other.env"), "utf8")).toBe(`OTHER=something\nAPI_KEY=${key}\n`);
  });

  it("rotate without its present secret is refused for a key that lives longer than the login, and says where it can be done", async () => {
    const { key } = await makeKey("endless");
    expect(await cli.run("keys rotate endless --yes")).toMatchObject({ code: 1, stderr: expect.stringMatching(/outlives the connection that asks\.\nRotate it where its present secret is, with --write-env FILE/) as string });
    expect(await statusOf(key)).toBe(200);
    const short = await cli.run("keys create short --expires-in 1h");
    cli.printed = cli.printed.replace(short.stdout.trim(), "");
    expect(await cli.run("keys rotate short --yes --json")).toMatchObject({ code: 0, stdout: expect.stringMatching(/"key":"sk_live_\w{36}"/) as string });
  });

  it("create --write-env makes the file for its owner alone, and refuses what it cannot put anywhere", async () => {
    expect(await cli.run("keys create stored --write-env new.env --name API_KEY")).toMatchObject({ code: 0, stdout: expect.stringContaining("API_KEY in new.env holds the new key") as string });
    const key = /^API_KEY=(sk_live_\w{36})\n$/.exec(readFileSync(join(cli.home, "new.env"), "utf8"))![1]!;
    secrets.add(key);
    expect(statSync(join(cli.home, "new.env")).mode & 0o777).toBe(0o600);
    expect(await statusOf(key)).toBe(200);
    expect(await cli.run("keys create stored --write-env new.env --name API_KEY")).toMatchObject({ code: 2, stderr: expect.stringContaining("has a value already") as string });
  });

  it("revoke asks, and a revoked key is refused from its next request on", async () => {
    const { key, hint } = await makeKey("revoked");
    expect((await cli.run("keys revoke revoked")).code).toBe(2);
    expect(await statusOf(key)).toBe(200);
    expect(await cli.run(`keys revoke ${hint}`, { terminal: { answers: "y\n" } })).toMatchObject({ code: 0, stdout: expect.stringContaining("is revoked.") as string });
    expect(await statusOf(key)).toBe(401);
    expect(await cli.run("keys revoke revoked --yes")).toMatchObject({ code: 1, stderr: expect.stringContaining('None of your keys is called "revoked"') as string });
  });

  it("of several that go by one name none is touched before one is named by its id", async () => {
    const [one, two] = [await makeKey("twin"), await makeKey("twin")];
    const ran = await cli.run("keys revoke twin --yes");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(one.id);
    expect(ran.stderr).toContain(two.id);
    expect((await cli.run(`keys revoke ${one.id} --yes`)).code).toBe(0);
    expect([await statusOf(one.key), await statusOf(two.key)]).toEqual([401, 200]);
  });

  it("what the server refuses is told field by field", async () => {
    const ran = await cli.run("keys create bad --scope no:such --allow-ip nonsense");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/(?:scopes|allowed_ips)/);
  });
});

describe("the rest", () => {
  it("audit lists what happened, and --follow prints what happens, one JSON object a line", async () => {
    expect((await cli.run("audit --action api_key. --since 1h --limit 5")).stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +api_key\.\w+ +ada /m);
    const watching = new AbortController();
    let seen = "";
    const ran = await cli.run("audit --follow --json --limit 1 --action api_key.", {
      signal: watching.signal,
      onOutput: (text) => {
        seen += text;
        if (seen.includes('"watched"')) watching.abort(new Error("interrupted"));
      },
      sleep: async () => {
        watching.signal.throwIfAborted();
        if (!seen.includes("watched")) await makeKey("watched");
      },
    });
    expect(ran.code).toBe(0);
    expect(ran.stdout.trim().split("\n").map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(expect.arrayContaining(["api_key.created"]));
  });

  it("scopes, apps and health answer; health also somebody who is not signed in", async () => {
    expect((await cli.run("scopes")).stdout).toMatch(/^agents:read +View agents/m);
    expect((await cli.run("apps list")).stdout).toContain("Keyhouse CLI");
    expect((await cli.run("health")).stdout).toMatch(/^Status +ok, in \d+ ms$/m);
    const stranger = new TestCli({ env: { KEYHOUSE_URL: house.origin } });
    expect((await stranger.run("health --json")).json()).toMatchObject({ status: "ok", database: "ok" });
    expect((await stranger.run("health", { env: { KEYHOUSE_TOKEN: "sk_live_0123456789abcdef" } })).code).toBe(3);
    stranger.remove();
  });

  it("doctor explains each finding, and its exit code says whether clients can connect", async () => {
    const good = await cli.run(`doctor ${house.origin}/mcp`);
    expect(good.code, good.stdout).toBe(0);
    expect(good.stdout).toMatch(/^✓ .+\n {2}.+/m);
    const bad = await cli.run(`doctor ${house.origin}/health`);
    expect(bad).toMatchObject({ code: 1, stderr: expect.stringContaining("has faults that keep clients out") as string });
    expect(bad.stdout).toMatch(/^✗ .+\n {2}.+/m);
    expect((await cli.run(`doctor ${house.origin}/health --json`)).json()).toMatchObject({ verdict: "bad", findings: expect.any(Array) });
  });

  it("mcp serve offers the tools of /mcp to an MCP client, with the login of the command line", async () => {
    const messages = [
      { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } } },
      { jsonrpc: "2.0", method: "notifications/initialized" },
      { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "whoami", arguments: {} } },
    ];
    const ran = await cli.run("mcp serve", { input: messages.map((message) => `${JSON.stringify(message)}\n`).join("") });
    expect(ran.code, ran.stderr).toBe(0);
    const answers = ran.stdout.trim().split("\n").map((line) => JSON.parse(line) as { id: number; result: object });
    expect(JSON.stringify(answers.find(({ id }) => id === 2)?.result)).toContain("ada");
  });

  it("a server that is away is exit code 4, for every command that needs it", async () => {
    const url = `http://localhost:${await freePort()}`;
    for (const words of ["health", "whoami", "keys list", "login", "login --with-token"]) {
      const ran = await cli.run(`${words} --url ${url}`, { env: words === "login" ? {} : { KEYHOUSE_TOKEN: "sk_live_0123456789abcdef" }, input: "sk_live_0123456789abcdef" });
      expect([words, ran.code]).toEqual([words, 4]);
      expect(ran.stderr).toContain(`${url} cannot be reached`);
    }
  }, 60_000);
});

describe("at the end", () => {
  it("logout ends the login on the server and forgets it here", async () => {
    const { access_token } = loginOf();
    expect(await cli.run("logout")).toMatchObject({ code: 0, stdout: `Signed out at ${house.origin}.\n` });
    expect(await statusOf(access_token)).toBe(401);
    expect(readFileSync(cli.configPath, "utf8")).not.toContain(access_token);
    expect((await cli.run("logout")).code).toBe(1);
  });

  it("no secret was printed that nobody had asked for", () => {
    expect(secrets.size).toBeGreaterThan(10);
    for (const secret of secrets) expect(cli.printed).not.toContain(secret);
  });
});
