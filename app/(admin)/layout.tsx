import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { findOrganizations } from "@/lib/auth/current-organization";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";

/**
 * The administrators' pages look like the rest of the portal. They stand beside it so that everybody else is answered as at an
 * address that does not exist: what a layout does not find is answered 404. Each page checks for itself as well, for
 * layouts do not run again on navigation.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const ctx = await findUserContext();
  if (!ctx) return children;
  if (ctx.principal.user.role !== "admin") notFound();
  const { all, current } = await findOrganizations(ctx);
  return (
    <PortalShell brandName={config().brandName} user={ctx.principal.user} organizations={all} organizationId={current?.id}>
      {children}
    </PortalShell>
  );
}
