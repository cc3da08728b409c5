import { notFound } from "next/navigation";
import { getApiKey } from "@/lib/api-keys/find";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";

/** The key, or the 404 page: the same for one that does not exist and one that is somebody else's. */
export async function apiKeyOrNotFound(ctx: UserContext, id: string) {
  try {
    return await getApiKey(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
