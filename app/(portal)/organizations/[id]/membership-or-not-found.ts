import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { requireMembership } from "@/lib/organizations/membership";

/** The organization, or the 404 page: the same for one that does not exist and one that somebody does not belong to. */
export async function membershipOrNotFound(ctx: UserContext, id: string) {
  try {
    return await requireMembership(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
