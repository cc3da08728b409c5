import type { Metadata } from "next";
import { InvitationCard } from "@/components/organizations/invitation/invitation-card";
import { readInvitationError } from "@/components/organizations/invitation/invitation-error";
import { InvitationGone } from "@/components/organizations/invitation/invitation-gone";
import { one, type SearchParams } from "@/components/search-params";
import { findUserContext } from "@/lib/auth/user-context";
import { toWireTime } from "@/lib/clock";
import { config } from "@/lib/env/config";
import { findInvitation } from "@/lib/organizations/invitations/find";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

export default async function InvitationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const token = one(params["token"]);
  const [ctx, invited] = await Promise.all([findUserContext(), token === undefined ? undefined : findInvitation(token)]);
  if (!token || !invited) return <InvitationGone declined={one(params["done"]) === "declined"} isSignedIn={ctx !== undefined} />;
  const { email, role, organization, invitedBy, members, expiresAt } = invited;
  return (
    <InvitationCard
      token={token}
      invited={{ email, role, organization: organization.name, inviter: invitedBy?.name ?? invitedBy?.username, members, expiresAt: toWireTime(expiresAt) }}
      account={ctx?.principal.user}
      brandName={config().brandName}
      error={readInvitationError(one(params["error"]))}
    />
  );
}
