import type { Metadata } from "next";
import { EndingCard } from "@/components/organizations/ending-card";
import { InvitationsCard } from "@/components/organizations/invitations-card";
import { KeysCard } from "@/components/organizations/keys-card";
import { MembersCard } from "@/components/organizations/members-card";
import { PolicyFacts } from "@/components/organizations/policy/policy-facts";
import { PolicyForm } from "@/components/organizations/policy/policy-form";
import { isManager, roleLabel } from "@/components/organizations/roles";
import { SettingsCard } from "@/components/organizations/settings-card";
import { one, type SearchParams } from "@/components/search-params";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listApiKeys } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { orNotFound } from "@/lib/auth/or-not-found";
import { userContext } from "@/lib/auth/user-context";
import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { countHoldings } from "@/lib/organizations/delete";
import { listInvitations, toInvitationView } from "@/lib/organizations/invitations/list";
import { listMembers, toMemberView } from "@/lib/organizations/members/list";
import { requireMembership } from "@/lib/organizations/membership";
import { toOrganizationView } from "@/lib/organizations/view";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage({ params, searchParams }: Props) {
  const { id } = await params;
  const ctx = await userContext(paths.organization(id));
  const organization = toOrganizationView(await orNotFound(requireMembership(ctx, id)));
  const manages = isManager(organization.role);
  const mayWrite = scopeAllows(ctx.principal.scopes, "organizations:write");
  const cursor = one((await searchParams)["cursor"]);
  const [members, keys, holdings] = await Promise.all([listMembers(ctx, id, { limit: 100, cursor }), listApiKeys(ctx, { limit: 50, organization_id: id }), countHoldings(id)]);
  const memberViews = members.rows.map((row) => toMemberView(row, members.showsAddresses));
  const ownId = ctx.principal.user.id;
  const mayCreateKeys = manages && scopeAllows(ctx.principal.scopes, "keys:write");
  return (
    <>
      <PageHeader title={organization.name} actions={<Badge>{organization.personal ? "Personal" : roleLabel(organization.role)}</Badge>} description={organization.personal ? "Yours alone. It came with your account, and ends with it." : undefined}>
        <BackLink href={paths.organizations}>Organizations</BackLink>
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {organization.personal ? null : <MembersCard organization={organization} members={memberViews} ownId={ownId} mayWrite={mayWrite} />}
        <Pager path={paths.organization(id)} nextCursor={members.nextCursor} isFirst={!cursor} />
        {manages && mayWrite && !organization.personal ? <InvitationsCard organization={organization} invitations={await openInvitations(ctx, id)} /> : null}
        <KeysCard id={id} name={organization.name} keys={keys.rows.map(toApiKeyView)} hasMore={keys.nextCursor !== undefined} isManager={manages} mayCreate={mayCreateKeys} />
        {manages && mayWrite ? <PolicyForm organization={organization} scopes={listScopes(ctx).rows} /> : <PolicyFacts organization={organization} />}
        {manages && mayWrite ? <SettingsCard organization={organization} /> : null}
        {organization.personal ? null : <EndingCard organization={organization} members={memberViews} ownId={ownId} holdings={holdings} mayWrite={mayWrite} />}
      </div>
    </>
  );
}

async function openInvitations(ctx: UserContext, id: string) {
  return (await listInvitations(ctx, id, { limit: 100, status: "pending" })).rows.map(toInvitationView);
}
