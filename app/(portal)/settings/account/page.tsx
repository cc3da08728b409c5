import type { Metadata } from "next";
import { AddressCard } from "@/components/account/address-card";
import { userContext } from "@/lib/auth/user-context";
import { paths } from "@/lib/paths";
import { getProfile } from "@/lib/users/get-profile";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const profile = await getProfile(await userContext(paths.settingsAccount));
  return (
    <div className="grid gap-6">
      <AddressCard profile={profile} />
    </div>
  );
}
