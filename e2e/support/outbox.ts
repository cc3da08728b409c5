import { expect, type Page } from "@playwright/test";
import { openDialog } from "./people";

/** The link of the newest mail to somebody with this subject, as an administrator reads it in the outbox. */
export async function readLink(admin: Page, email: string, subject: string | RegExp): Promise<string> {
  await admin.goto("/admin/outbox");
  const mail = admin.getByRole("listitem").filter({ hasText: email }).filter({ hasText: subject }).first();
  const dialog = await openDialog(admin, mail.getByRole("button", { name: /^Open/ }), "dialog");
  await dialog.getByRole("button", { name: "Show what it says" }).click();
  await expect(dialog.getByRole("button", { name: "Copy link" })).toBeVisible();
  const link = /https?:\/\/\S+\?token=\S+/.exec(await dialog.getByLabel("Text of the mail").innerText())?.[0];
  if (!link) throw new Error(`The mail "${subject}" to ${email} has no link`);
  return link;
}
