import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { getUser } from "@/lib/users/find-users";

/** The account, or the 404 page. */
export async function userOrNotFound(ctx: UserContext, id: string) {
  try {
    return await getUser(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
