import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { getProtectedApi } from "@/lib/gateway/find";

/** The API, or the 404 page. */
export async function apiOrNotFound(ctx: UserContext, id: string) {
  try {
    return await getProtectedApi(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
