import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { findOrganizations } from "@/lib/auth/current-organization";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";

/** Only dresses the page: each page itself sends away who is not signed in, for layouts do not run again on navigation. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await findUserContext();
  if (!ctx) return children;
  const { all, current } = await findOrganizations(ctx);
  return (
    <PortalShell brandName={config().brandName} user={ctx.principal.user} organizations={all} organizationId={current?.id}>
      {children}
    </PortalShell>
  );
}
