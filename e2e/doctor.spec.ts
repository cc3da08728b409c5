import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { OauthClient } from "./support/oauth-client";
import { startHttpServer } from "../lib/testing/http-server";

test("an address is tested as a strict client would: ours is good, a server that lets everybody in is not, and each finding says what to do", async ({ page, server }) => {
  await signUp(page);
  await page.goto("/doctor");
  await page.getByRole("link", { name: "Test an address" }).click();
  await expect(page.getByLabel("Address of the MCP server")).toHaveValue(`${server.origin}/mcp`);
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByRole("heading", { name: "Strict clients can connect" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Wrong:/ })).toHaveCount(0);

  const open = await startHttpServer((_request, response) => void response.setHeader("content-type", "application/json").end("{}"));
  await page.getByLabel("Address of the MCP server").fill(`${open.origin}/mcp`);
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByRole("heading", { name: "Strict clients stop here" })).toBeVisible();
  const wrong = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /^Wrong:/ }) });
  await expect(wrong.first()).toContainText("What to do:");
  await open.close();
});

test("addresses that must not be asked are refused with the reason", async ({ page }) => {
  await signUp(page);
  await page.goto("/doctor/test");
  const address = page.getByLabel("Address of the MCP server");
  for (const [typed, title] of [
    ["mcp.example.com", "This is not an address of an MCP server"],
    ["https://mcp.example.com/mcp#top", "The address has a fragment"],
  ] as const) {
    await address.fill(typed);
    await page.getByRole("button", { name: "Test" }).click();
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
  }
  await page.getByText("Client metadata", { exact: true }).click();
  await page.getByLabel("Address of the metadata document").fill("https://10.0.0.1/client.json");
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByRole("heading", { name: "The document would be refused" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Wrong:/ })).toBeVisible();
});

test("who builds an app finds in the doctor why it was refused", async ({ page, server }) => {
  await signUp(page);
  const client = await OauthClient.register(server.origin, { client_name: "Lost parcel", redirect_uris: ["https://parcel.example.com/callback"] });
  await page.goto(client.authorizeAddress("https://parcel.example.com/other", { scope: "agents:read" }));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto("/doctor?failed=true&period=hour");
  await expect(page.getByLabel("Which attempts")).toHaveValue("true");
  await page.getByRole("main").getByRole("link", { name: "Lost parcel" }).click();
  await expect(page).toHaveURL(/\/doctor\/att_/);
  await expect(page.locator("main details > summary").first()).toBeVisible();
  for (const more of await page.locator("main details > summary").all()) await more.click();
  await expect(page.getByText("https://parcel.example.com/other").first()).toBeVisible();
  await expect(page.getByText("https://parcel.example.com/callback").first()).toBeVisible();
});

test("an app of one's own is changed and deleted on its page; people who had connected it are out", async ({ page, server }) => {
  await signUp(page);
  const body = { client_name: "Old name", redirect_uris: ["https://maps.example.com/callback"], token_endpoint_auth_method: "none" };
  const made = await page.request.post("/api/v1/oauth-clients", { headers: { origin: server.origin }, data: body });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/oauth-apps/${id}`);
  await page.getByLabel("Redirect URIs").fill("http://maps.example.com/callback");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("Redirect URIs")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Redirect URIs").fill("https://maps.example.com/signed-in\nhttp://localhost:8787/callback");
  await page.getByLabel("Name", { exact: true }).fill("New name");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "New name" })).toBeVisible();
  await expect(page.getByLabel("Redirect URIs")).toHaveValue("https://maps.example.com/signed-in\nhttp://localhost:8787/callback");

  await page.getByRole("button", { name: "Delete app…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete app" }).click();
  await expect(page).toHaveURL(/\/oauth-apps$/);
  expect((await page.goto(`/oauth-apps/${id}`))?.status()).toBe(404);
});

test("the guide to connecting names this very house in every client's lines", async ({ page, server }) => {
  await page.goto("/docs/connect");
  const clients = page.getByRole("navigation", { name: "Clients" }).getByRole("link");
  const names = await clients.allTextContents();
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    await page.getByRole("link", { name, exact: true }).click();
    const guide = page.getByRole("region", { name, exact: true });
    await expect(guide).toBeInViewport();
    await expect(guide).toContainText(server.origin);
  }
});
