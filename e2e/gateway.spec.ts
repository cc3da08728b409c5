import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./support/axe";
import { call, newVisitor, openDialog } from "./support/people";

// The first account is the administrator.
test.use({ house: "gateway" });

/** An API that knows nothing of credentials, and keeps what it was sent. */
async function startUpstream(): Promise<{ url: string; seen: { line: string; headers: IncomingHttpHeaders }[]; close: () => void }> {
  const seen: { line: string; headers: IncomingHttpHeaders }[] = [];
  const server: Server = createServer((request, response) => {
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    response.setHeader("content-type", "application/json").end(JSON.stringify({ agents: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}

const rule = (page: Page, number: number): Locator => page.getByRole("group", { name: `Rule ${number}`, exact: true });
const verdict = (page: Page): Locator => page.getByRole("status", { name: "Answer" });

test("an administrator puts an API behind the gateway, and each call obeys its rules as they stand", async ({ browser, server }) => {
  test.setTimeout(120_000);
  const upstream = await startUpstream();
  const { page, account } = await newVisitor(browser, server.origin);
  const { key, id: keyId } = await call<{ key: string; id: string }>(page, "POST", "/api-keys", { name: "Night job", scopes: ["agents:read"] });
  const address = `${server.origin}/api/agents`;
  const ask = (method: string, path = "", headers: Record<string, string> = { "x-api-key": key }) => fetch(address + path, { method, headers });

  await test.step("from nothing to the first API", async () => {
    await page.goto("/admin/apis");
    await expect(page.getByText("Put your first API behind Keyhouse")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "A REST API" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Agents");
    await page.getByLabel("Prefix", { exact: true }).fill("/api/v1/users");
    await page.getByLabel("Upstream", { exact: true }).fill(upstream.url);
    await page.getByRole("button", { name: "Protect this API" }).click();
    await expect(page.getByRole("alert").getByText("Keyhouse itself")).toBeVisible();
    await page.getByLabel("Prefix", { exact: true }).fill("/api/agents");
    await expect(page.getByText(`Callers use ${address} and everything below.`)).toBeVisible();
  });

  await test.step("the tester answers for rules that are not saved yet", async () => {
    await expect(verdict(page)).toContainText("Goes to the upstream");
    await page.getByLabel("Method", { exact: true }).selectOption("POST");
    await expect(verdict(page)).toContainText("The scope agents:write is missing.");
    await expect(verdict(page)).toContainText("Rule 2 decides");
    await page.getByLabel("Sent by").selectOption({ label: "Nobody: no credential" });
    await expect(verdict(page)).toContainText("401");
  });

  await test.step("the lines to try it with are there, and say the truth", async () => {
    expect((await ask("GET")).status).toBe(404);
    await page.getByRole("button", { name: "Protect this API" }).click();
    await page.waitForURL(/\/admin\/apis\/api_/);
    const lines = await page.getByRole("figure", { name: "Terminal" }).getByRole("group").innerText();
    expect(lines).toContain(`curl -i ${address} \\\n  -H "X-API-Key: YOUR_KEY"`);
    expect(lines).toContain("# without a credential: 401");
    await expectAccessible(page);
    const anonymous = await ask("GET", "", {});
    expect([anonymous.status, await anonymous.json()]).toMatchObject([401, { code: "AUTH_REQUIRED" }]);
    const allowed = await ask("GET", "/7?full=1");
    expect([allowed.status, await allowed.json()]).toEqual([200, { agents: [] }]);
    const refused = await ask("POST");
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: "FORBIDDEN", required_scope: "agents:write" }]);
    expect(upstream.seen.map(({ line }) => line)).toEqual(["GET /7?full=1"]);
    expect(upstream.seen[0]!.headers).toMatchObject({ "x-auth-username": account.username, "x-auth-credential": keyId });
    expect(JSON.stringify(upstream.seen[0]!.headers)).not.toContain(key);
  });

  await test.step("the calls are in the request log", async () => {
    const apiPage = page.url();
    await page.goto("/requests");
    await expect(page.locator("main summary", { hasText: "GET /api/agents/7" })).toContainText("Allowed");
    const refused = page.locator("main summary", { hasText: "POST /api/agents" });
    await refused.click();
    await expect(page.getByText("The call needs agents:write.")).toBeVisible();
    await page.goto(apiPage);
  });

  await test.step("an edited rule holds for the next call", async () => {
    await rule(page, 2).getByLabel("Scope").selectOption("agents:read");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved. It acts from the next request on", { exact: true })).toBeVisible();
    expect((await ask("POST")).status).toBe(200);
    await page.getByRole("button", { name: "Remove rule 1" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect.poll(async () => (await ask("GET")).status).toBe(403);
  });

  await test.step("the upstream can be checked, and what is wrong with it is said in words", async () => {
    await page.getByRole("button", { name: "Check the upstream" }).click();
    await expect(page.getByText(/^The upstream answers, in \d+ ms$/)).toBeVisible();
    upstream.close();
    const away = await ask("POST");
    expect([away.status, await away.json()]).toMatchObject([502, { code: "BAD_GATEWAY" }]);
    await page.getByRole("button", { name: "Check the upstream" }).click();
    await expect(page.getByText("The upstream does not answer", { exact: true })).toBeVisible();
    await expect(page.getByText("The connection was refused: nothing listens there.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("switched off and deleted, it is no more", async () => {
    await page.getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByText("Its prefix answers 404.")).toBeVisible();
    expect((await ask("POST")).status).toBe(404);
    const dialog = await openDialog(page, page.getByRole("button", { name: "Delete API…" }), "alertdialog");
    await dialog.getByRole("button", { name: "Delete API" }).click();
    await expect(page).toHaveURL(/\/admin\/apis$/);
    await expect(page.getByText("Put your first API behind Keyhouse")).toBeVisible();
  });
  await page.context().close();
});
