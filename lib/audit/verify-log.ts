import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { Refusal } from "@/lib/errors";
import { verifyChain, type ChainReport } from "./verify";

/** Verifies the whole log for an administrator. Throws FORBIDDEN. */
export async function verifyAuditLog({ principal }: UserContext): Promise<ChainReport> {
  if (principal.user.role !== "admin" || !scopeAllows(principal.scopes, "admin")) throw new Refusal("FORBIDDEN", { required_role: "admin" });
  return verifyChain();
}
