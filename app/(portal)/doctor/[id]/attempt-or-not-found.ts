import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { getAttempt } from "@/lib/oauth/doctor/get-attempt";

/** The attempt, or the 404 page: the same for one that does not exist and one that is somebody else's. */
export async function attemptOrNotFound(ctx: UserContext, id: string) {
  try {
    return await getAttempt(ctx, id);
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
