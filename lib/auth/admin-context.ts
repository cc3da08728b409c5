import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { UserContext } from "@/lib/context";
import { findUserContext, userContext } from "./user-context";

/** The signed-in administrator, for a page of the administration. Anybody else who is signed in gets the 404 page. */
export async function adminContext(path: string): Promise<UserContext> {
  const ctx = await userContext(path);
  if (ctx.principal.user.role !== "admin") notFound();
  return ctx;
}

/** `generateMetadata` of such a page: for anybody else its title is that of the 404 page, too. */
export function adminTitle(title: string): () => Promise<Metadata> {
  return async () => {
    const ctx = await findUserContext();
    return { title: ctx?.principal.user.role === "admin" ? title : "Not found" };
  };
}
