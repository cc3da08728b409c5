import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { getClient } from "@/lib/oauth/clients/manage/find";

/** The client, or the 404 page: the same for one that does not exist and one that somebody else manages. */
export async function clientOrNotFound(ctx: UserContext, id: string) {
  try {
    return await getClient(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
