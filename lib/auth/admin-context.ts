import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { userContext } from "./user-context";

/** Who looks at a page for administrators. To everybody else who is signed in there is no such page. */
export async function adminContext(path: string): Promise<UserContext> {
  const ctx = await userContext(path);
  if (ctx.principal.user.role !== "admin") notFound();
  return ctx;
}
