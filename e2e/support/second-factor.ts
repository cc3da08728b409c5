import { expect, type Page } from "@playwright/test";
import { TOTP } from "otpauth";

/** The code that an app shows for this secret; with `steps` one that it shows that many half minutes later. */
export function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: new TOTP({ secret }).secret, timestamp: Date.now() + steps * 30_000 });
}

/** An authenticator that the browser has, as a laptop with a fingerprint reader. What asks while nobody touches it waits for good. */
export async function addAuthenticator(page: Page): Promise<{ touch(): Promise<void>; leave(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const set = (enabled: boolean) => session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  return { touch: async () => void (await set(true)), leave: async () => void (await set(false)) };
}

/** Sets up an app on the security page, and stores the recovery codes where there are any. */
export async function setUpApp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Set up app" }).click();
  const dialog = page.getByRole("dialog");
  const secret = (await dialog.locator("code").innerText()).replaceAll(/\s/g, "");
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  return { secret, recoveryCodes: await storeCodes(page) };
}

/** The dialog with the recovery codes closes only once they are stored. */
export async function storeCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole("dialog", { name: "Store your recovery codes now" });
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  const codes = await dialog.getByRole("listitem").allInnerTexts();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  await dialog.getByLabel("I have stored them in a safe place").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return codes;
}

export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Add passkey" }).click();
}
