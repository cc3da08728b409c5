import { equalInConstantTime } from "@/lib/crypto/hash";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { runningBot } from "@/lib/telegram/status";
import { webhookSecret } from "@/lib/telegram/bot/webhook-secret";
import { fromRequest } from "../from-request";
import { parseJson } from "../input/parse-json";

const answer = (status: number) => new Response(null, { status, headers: { "cache-control": "no-store" } });

/**
 * POST /telegram/webhook: an update that Telegram delivers. Whoever does not know the secret learns nothing, and nothing of theirs
 * is read.
 * 503 where it could not be recorded: Telegram delivers it again.
 */
export async function receiveTelegramUpdate(request: Request): Promise<Response> {
  if (config().signIn.telegram?.mode !== "webhook") return answer(404);
  if (!equalInConstantTime(request.headers.get("x-telegram-bot-api-secret-token") ?? "", webhookSecret())) return answer(401);
  const bot = runningBot.peek();
  if (!bot) return answer(503);
  try {
    const update = readUpdate(await fromRequest(request, {}).body());
    if (update) await bot.receive(update);
    return answer(200);
  } catch (error) {
    // what cannot be read now can never be: Telegram need not bring it again, and others behind it do not wait
    if (isRefusal(error)) return answer(200);
    log.warn("A Telegram update could not be recorded; Telegram delivers it again", { error });
    return answer(503);
  }
}

function readUpdate(body: Uint8Array): { update_id: number } | undefined {
  const update = parseJson(body) as { update_id?: unknown } | null;
  return typeof update === "object" && Number.isSafeInteger(update?.update_id) ? (update as { update_id: number }) : undefined;
}
