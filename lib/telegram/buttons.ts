import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { consumeSecret, findSecret } from "@/lib/single-use/consume";
import { issueSecret } from "@/lib/single-use/issue";
import type { Button, Sender } from "./reply";

/** What a question is about. */
export type QuestionKind = "link" | "sign_in" | "device" | "keys" | "key";

export type Choice = { label: string; choice: string };

/** Where Telegram shows more than 64 bytes of callback data, nothing is sent at all. */
const longestChoice = 18;

/**
 * Buttons under a question to one person. They share one secret: whichever is pressed first, by that person, counts, and none
 * works a second time.
 */
export async function askByButtons(sender: Sender, kind: QuestionKind, detail: Record<string, string | string[]>, lifetimeSeconds: number, rows: Choice[][]): Promise<Button[][]> {
  const question: Prisma.InputJsonObject = { kind, telegram_id: sender.id, ...detail };
  const secret = await issueSecret(db(), { purpose: "telegram_approval", lifetimeSeconds, detail: question });
  return rows.map((row) =>
    row.map(({ label, choice }) => {
      if (choice.length > longestChoice) throw new Error(`Too long for a button: ${choice}`);
      return { label, data: `${choice}:${secret}` };
    }),
  );
}

export type Pressed = { kind: QuestionKind; choice: string; detail: Record<string, unknown> };

/** Uses a question up. Undefined where it is answered, expired, or another person's: all the same to whoever presses. */
export async function takeAnswer(sender: Sender, data: string): Promise<Pressed | undefined> {
  const at = data.indexOf(":");
  const [choice, secret] = [data.slice(0, at), data.slice(at + 1)];
  // looked at before it is used up, so that nobody can spoil somebody else's question
  const asked = (await findSecret("telegram_approval", secret))?.detail as Record<string, unknown> | undefined;
  if (asked?.["telegram_id"] !== sender.id) return undefined;
  if (!(await consumeSecret(db(), "telegram_approval", secret))) return undefined;
  return { kind: asked["kind"] as QuestionKind, choice, detail: asked };
}
