import Link from "next/link";
import { OwnerlessCard, type Candidate } from "@/components/organizations/govern/ownerless-card";
import { roleLabel } from "@/components/organizations/roles";
import { one, type SearchParams } from "@/components/search-params";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { orNotFound } from "@/lib/auth/or-not-found";
import { countHoldings } from "@/lib/organizations/delete";
import { getOrganizationOverview } from "@/lib/organizations/govern/list";
import { listMembers, type MemberRow } from "@/lib/organizations/members/list";
import { paths } from "@/lib/paths";

export const generateMetadata = adminTitle("Organization");

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function AnyOrganizationPage({ params, searchParams }: Props) {
  const { id } = await params;
  const ctx = await adminContext(paths.adminOrganization(id));
  const organization = await orNotFound(getOrganizationOverview(ctx, id));
  const cursor = one((await searchParams)["cursor"]);
  const [members, holdings] = await Promise.all([listMembers(ctx, id, { limit: 100, cursor }), countHoldings(id)]);
  const { user } = ctx.principal;
  const able = members.rows.filter((member) => member.user.suspendedAt === null && member.userId !== user.id).map(toCandidate);
  return (
    <>
      <PageHeader title={organization.name} actions={organization.ownerless ? <Badge tone="warn">No owner can act</Badge> : undefined} description={`${count(organization.members, "member", "members")}, ${count(organization.keys, "key", "keys")}. Its keys and apps are for its members to see.`}>
        <BackLink href={paths.adminOrganizations}>All organizations</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        {organization.ownerless ? <OwnerlessCard organization={organization} holdings={holdings} candidates={[...able, { id: user.id, username: user.username }]} /> : null}
        <Card title="Members">
          <ul className="mt-4 divide-y divide-line border-t border-line">
            {members.rows.map((member) => (
              <Member key={member.userId} member={member} />
            ))}
          </ul>
        </Card>
        <Pager path={paths.adminOrganization(id)} nextCursor={members.nextCursor} isFirst={!cursor} />
      </div>
    </>
  );
}

function Member({ member: { user, role } }: { member: MemberRow }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3 text-sm sm:px-6">
      <Link href={paths.adminUser(user.id)} className="link min-w-0 wrap-anywhere">
        {user.name ?? user.username}
      </Link>
      <span className="flex gap-2">
        {user.suspendedAt ? <Badge tone="warn">suspended</Badge> : null}
        <Badge>{roleLabel(role as Parameters<typeof roleLabel>[0])}</Badge>
      </span>
    </li>
  );
}

const toCandidate = ({ user }: MemberRow): Candidate => ({ id: user.id, username: user.username });
const count = (number: number, single: string, many: string) => `${number.toLocaleString("en")} ${number === 1 ? single : many}`;
