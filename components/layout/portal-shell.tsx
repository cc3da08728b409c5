import type { ReactNode } from "react";
import { OrganizationSwitcher, type SwitchableOrganization } from "@/components/organizations/organization-switcher";
import { paths } from "@/lib/paths";
import { BottomBar } from "./bottom-bar";
import { Brand } from "./brand";
import { ProfileMenu, type SignedInUser } from "./profile-menu";
import { SideNav } from "./side-nav";

type PortalShellProps = { brandName: string; user: SignedInUser; organizations?: SwitchableOrganization[]; organizationId?: string | undefined; children: ReactNode };

/** Everything behind sign-in: rooms at the left (or at the bottom of a phone), profile at the right, the page in the middle. */
export function PortalShell({ brandName, user, organizations = [], organizationId, children }: PortalShellProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SideNav brandName={brandName} role={user.role} />
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex h-14 items-center justify-between gap-4 border-b border-line bg-ground/90 px-4 backdrop-blur-sm sm:px-8 lg:justify-end">
          <div className="min-w-0 lg:hidden">
            <Brand name={brandName} href={paths.dashboard} />
          </div>
          <div className="flex min-w-0 items-center gap-2 sm:gap-4">
            <OrganizationSwitcher organizations={organizations} currentId={organizationId} />
            <ProfileMenu user={user} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 pt-8 pb-28 outline-none sm:px-8 lg:pt-10 lg:pb-16">
          {children}
        </main>
      </div>
      <BottomBar role={user.role} />
    </div>
  );
}
