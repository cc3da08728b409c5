import { notFound } from "next/navigation";
import { isRefusal } from "@/lib/errors";

/** What a page shows, or the 404 page where the verb refuses with NOT_FOUND: the same for what does not exist and for what belongs to somebody else. */
export async function orNotFound<Found>(found: Promise<Found>): Promise<Found> {
  try {
    return await found;
  } catch (error) {
    if (isRefusal(error) && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
