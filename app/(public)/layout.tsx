import type { ReactNode } from "react";
import { PublicFooter } from "@/components/layout/public-footer";
import { PublicHeader } from "@/components/layout/public-header";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const { brandName } = config();
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader brandName={brandName} isSignedIn={(await findUserContext()) !== undefined} />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <PublicFooter brandName={brandName} />
    </div>
  );
}
