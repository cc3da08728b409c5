import { describe, expect, it } from "vitest";
import { TestCli } from "../testing/cli";
import type { World } from "../world";
import { waitForTokens } from "./device-flow";

const url = "https://keys.example.com";
const started = { device_code: "secret", user_code: "BCDF-GHJK", verification_uri: `${url}/device`, expires_in: 600, interval: 5 };
const refusal = (error: string, status = 400) => Response.json({ error, error_description: `Because of ${error}` }, { status });
const tokens = { access_token: "a", refresh_token: "r", expires_in: 3600, scope: "keys:read" };

/** Polls against these answers, in this order; returns the pauses in seconds and what came of it. */
async function poll(...answers: (() => Response)[]): Promise<{ pauses: number[]; outcome: unknown }> {
  const pauses: number[] = [];
  const world = {
    interrupted: new AbortController().signal,
    now: () => new Date(0),
    sleep: async (milliseconds: number) => void pauses.push(milliseconds / 1000),
    fetch: async () => answers.shift()!(),
  } as unknown as World;
  const outcome: unknown = await waitForTokens(world, url, started, new Date(600_000)).catch((error: Error) => error.message);
  return { pauses, outcome };
}

const away = () => {
  throw new TypeError("fetch failed");
};

describe("waiting for a device login (RFC 8628, section 3.5)", () => {
  it("asks every interval, and every slow_down makes it five seconds longer for good", async () => {
    const pending = () => refusal("authorization_pending");
    expect(await poll(pending, () => refusal("slow_down"), pending, () => refusal("slow_down"), () => Response.json(tokens))).toEqual({ pauses: [5, 5, 10, 10, 15], outcome: tokens });
  });

  it("goes on when the server is away for a while, asking less and less often", async () => {
    expect(await poll(away, () => new Response("", { status: 503 }), away, () => Response.json(tokens))).toEqual({ pauses: [5, 10, 20, 40], outcome: tokens });
  });

  it("ends with words when it was denied, expired, or the code is unknown", async () => {
    expect((await poll(() => refusal("access_denied"))).outcome).toBe("The login was denied in the browser.");
    expect((await poll(() => refusal("expired_token"))).outcome).toBe("Nobody allowed the login in time.");
    expect((await poll(() => refusal("invalid_grant"))).outcome).toBe("The login did not succeed: Because of invalid_grant.");
  });
});

describe("a login at a server that is not what it says", () => {
  const answering = (metadata: object) => (async () => Response.json(metadata)) as unknown as typeof globalThis.fetch;

  it("is refused before any code is shown: a stranger's server could lead people through somebody else's login", async () => {
    const cli = new TestCli({ fetch: answering({ issuer: "https://other.example.com", device_authorization_endpoint: "https://other.example.com/x" }) });
    const { code, stderr } = await cli.run(`login --url ${url}`);
    expect(code).toBe(1);
    expect(stderr).toContain(`The server at ${url} calls itself https://other.example.com.`);
    cli.remove();
  });

  it("that is no Keyhouse server says so", async () => {
    const cli = new TestCli({ fetch: (async () => new Response("<h1>Hello</h1>")) as unknown as typeof globalThis.fetch });
    expect(await cli.run(`login --url ${url}`)).toMatchObject({ code: 4, stderr: expect.stringContaining(`There is no Keyhouse server at ${url}.`) as string });
    cli.remove();
  });
});
