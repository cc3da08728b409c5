import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { getWebhook } from "@/lib/webhooks/find";

/** The client, or the 404 page: the same for one that does not exist and one that somebody else manages. */
export async function webhookOrNotFound(ctx: UserContext, id: string) {
  try {
    return await getWebhook(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
