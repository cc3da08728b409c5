import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";

/** Only dresses the page: each page itself sends away who is not signed in, for layouts do not run again on navigation. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await findUserContext();
  if (!ctx) return children;
  return (
    <PortalShell brandName={config().brandName} user={ctx.principal.user}>
      {children}
    </PortalShell>
  );
}
