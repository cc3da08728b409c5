import { expect, test } from "./fixtures";
import { expectAccessible } from "./support/axe";
import { call, newVisitor, openDialog } from "./support/people";

test("a token exchanged for an agent stands under the key that it was made from, and ends with it", async ({ browser, server }) => {
  const { page } = await newVisitor(browser, server.origin);
  const { key } = await call<{ key: string }>(page, "POST", "/api-keys", { name: "Agents", scopes: ["agents:read"] });
  const exchange = await fetch(`${server.origin}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: key, subject_token_type: "urn:ietf:params:oauth:token-type:access_token", expires_in: "600" }),
  });
  const { access_token: token } = (await exchange.json()) as { access_token: string };
  const verify = async () => (await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await verify()).toBe(200);

  await page.goto("/access");
  const child = page.getByText("Exchanged from Agents").first();
  await expect(child).toBeHidden();
  await page.getByText("1 token made from it, which ends with it").click();
  await expect(child).toBeVisible();
  await expectAccessible(page);

  const row = page.locator("main li").filter({ hasText: "1 token made from it" });
  await row.locator("summary").first().click();
  const dialog = await openDialog(page, row.getByRole("button", { name: "Revoke…" }).first(), "alertdialog");
  await expect(dialog.getByText("and with it the tokens made from it", { exact: false })).toBeVisible();
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText("Agents is refused from now on", { exact: true })).toBeVisible();
  await expect(page.getByText("1 token made from it")).toHaveCount(0);
  expect(await verify()).toBe(401);
  await page.goto("/access?kind=access_token");
  await expect(page.getByText("Nothing like that")).toBeVisible();
  await page.context().close();
});
