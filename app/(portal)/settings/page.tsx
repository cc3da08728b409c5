import { LogOut } from "lucide-react";
import type { Metadata } from "next";
import { ThemeChoice } from "@/components/layout/theme-choice";
import { ProfileForm } from "@/components/settings/profile-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { userContext } from "@/lib/auth/user-context";
import { paths } from "@/lib/paths";
import { getProfile } from "@/lib/users/get-profile";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await userContext(paths.settings);
  const profile = await getProfile(ctx);
  return (
    <div className="grid gap-6">
      <ProfileForm profile={profile} />
      <Card>
        <ul className="divide-y divide-line">
          <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
            <h2 className="text-base font-semibold">Appearance</h2>
            <ThemeChoice />
          </li>
          <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
            <div>
              <h2 className="text-base font-semibold">Sign out</h2>
              <p className="text-sm text-muted">Ends the session on this device.</p>
            </div>
            <form action={paths.logout} method="post">
              <Button type="submit">
                <LogOut aria-hidden /> Sign out
              </Button>
            </form>
          </li>
        </ul>
      </Card>
    </div>
  );
}
