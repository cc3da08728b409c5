import type { Metadata } from "next";
import { AddressCard } from "@/components/account/address-card";
import { DeleteCard } from "@/components/account/delete-card";
import { ExportCard } from "@/components/account/export-card";
import { isSignInRecent } from "@/lib/access/require-recent-sign-in";
import { isLastAdmin, listUndecidedOrganizations } from "@/lib/account/undecided";
import { findPendingChange } from "@/lib/addresses/change";
import { userContext } from "@/lib/auth/user-context";
import { contract } from "@/lib/contract";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { hasSecondFactor } from "@/lib/second-factor/factors";
import { getProfile } from "@/lib/users/get-profile";
import { describeDeletion } from "@/lib/users/govern/describe-deletion";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const ctx = await userContext(paths.settingsAccount);
  const [profile, pending, deletion, undecided, lastAdmin] = await Promise.all([
    getProfile(ctx),
    findPendingChange(ctx),
    describeDeletion(ctx.principal.user.id),
    listUndecidedOrganizations(ctx),
    isLastAdmin(ctx),
  ]);
  const isRecent = isSignInRecent(ctx);
  const passwordIsEnough = profile.has_password && !(await hasSecondFactor(profile.id));
  const { smtpUrl, verification } = config().mail;
  return (
    <div className="grid gap-6">
      <AddressCard profile={profile} pending={pending} confirmFirst={!isRecent && !passwordIsEnough} needsPassword={!isRecent && passwordIsEnough} asksForProof={verification !== "off"} sendsMail={smtpUrl !== undefined} />
      <ExportCard address={contract.exportMe.path} />
      <DeleteCard username={profile.username} deletion={deletion} undecided={undecided} isLastAdmin={lastAdmin} confirmFirst={!isRecent} />
    </div>
  );
}
