import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";

/**
 * The administrators' pages look like the rest of the portal. They stand beside it for the sake of one thing: without a
 * not-found page of their own, they answer everybody else with the one of an address that does not exist.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const ctx = await findUserContext();
  if (!ctx) return children;
  return (
    <PortalShell brandName={config().brandName} user={ctx.principal.user}>
      {children}
    </PortalShell>
  );
}
