import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { findUserContext, userContext } from "./user-context";

/** Who looks at a page for administrators. To everybody else who is signed in there is no such page. */
export async function adminContext(path: string): Promise<UserContext> {
  const ctx = await userContext(path);
  if (ctx.principal.user.role !== "admin") notFound();
  return ctx;
}

/** `generateMetadata` of such a page: to everybody else also its title says that there is none. */
export function adminTitle(title: string): () => Promise<Metadata> {
  return async () => {
    const ctx = await findUserContext();
    return { title: ctx?.principal.user.role === "admin" ? title : "Not found" };
  };
}
