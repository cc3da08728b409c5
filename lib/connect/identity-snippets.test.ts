import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { authenticate } from "@/lib/access/authenticate";
import { identityToken } from "@/lib/gateway/identity";
import { openHouse, type House } from "@/lib/testing/house";
import { Call } from "@/lib/usage/record/call";
import { identitySnippets } from "./identity-snippets";

let house: House;
let token: string;
let origin: string;
const server = createServer((request, response) => void house.send("GET", request.url!).then(({ json }) => response.setHeader("content-type", "application/json").end(JSON.stringify(json))));
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  house = await openHouse({ PUBLIC_URL: origin });
  const person = await house.signUp("ada");
  const call = new Call({ channel: "rest", requestId: "req_1", ip: undefined, userAgent: undefined });
  token = await identityToken(await authenticate(person.token, call), { id: "api_1", resource: `${origin}/api/agents` });
});
afterAll(async () => {
  server.close();
  await house.close();
});

const codeOf = (id: string) => identitySnippets({ keyhouse: origin, resource: `${origin}/api/agents` }).find((snippet) => snippet.id === id)!.code;
const run = promisify(execFile);

/** What the shown code makes of a header, in a process of its own. */
const ask = (identity: string) => run(process.execPath, ["--input-type=module", "-e", `${codeOf("node")}\nconsole.log(JSON.stringify(await callerOf({ "x-auth-identity": process.argv[1] })));`, identity]);

it("the Node snippet of the guide reads who calls from what the gateway signs", async () => {
  expect(JSON.parse((await ask(token)).stdout)).toMatchObject({ username: "ada", role: "admin", aud: `${origin}/api/agents` });
});

it("and refuses a session token, which is signed by the same keys, and what was altered", async () => {
  const { token: session } = await house.signUp("grace");
  await expect(ask(session)).rejects.toThrow(/JWTClaimValidationFailed/);
  await expect(ask(`${token.slice(0, -4)}AAAA`)).rejects.toThrow(/JWSSignatureVerificationFailed/);
});
