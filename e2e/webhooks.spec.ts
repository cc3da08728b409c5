import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { expectAccessible } from "./support/axe";

test("a webhook is made, verified by its secret, seen with what it sent, switched off and deleted", async ({ page }) => {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push({ headers: request.headers as Record<string, string>, body });
    response.end("thank you");
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;

  await signUp(page);
  await page.goto("/webhooks");
  await page.getByRole("link", { name: "Create webhook" }).first().click();
  await page.getByLabel("Address", { exact: true }).fill("http://10.0.0.1/");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByText("not on the public internet").first()).toBeVisible();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByLabel("Name").fill("Our chat");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create webhook" }).click();
  const secret = (await page.getByRole("dialog").locator("code", { hasText: /^whsec_/ }).first().textContent())!;
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Send test message" }).click();
  await expect.poll(() => received.length).toBe(1);
  expect(new Webhook(secret).verify(received[0]!.body, received[0]!.headers)).toMatchObject({ type: "webhook.test" });
  // the answer is written down a moment after it was given
  await expect(async () => {
    await page.reload();
    await page.locator("summary", { hasText: "webhook.test" }).first().click();
    await expect(page.getByText("thank you")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => received.length).toBe(2);
  expect(received[1]!.headers["webhook-id"]).toBe(received[0]!.headers["webhook-id"]);

  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("Nothing is sent", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Delete webhook…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete webhook" }).click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await expect(page.getByText("No webhook yet")).toBeVisible();
  receiver.close();
});
