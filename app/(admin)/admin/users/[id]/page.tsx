import Link from "next/link";
import { one, type SearchParams } from "@/components/search-params";
import { BackLink } from "@/components/ui/back-link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { AccessForm } from "@/components/users/account/access-form";
import { CredentialList } from "@/components/users/credentials/credential-list";
import { DeleteRow } from "@/components/users/account/delete-row";
import { SecondFactorCard } from "@/components/users/account/second-factor-card";
import { SuspendRow } from "@/components/users/account/suspend-row";
import { UserFacts } from "@/components/users/account/user-facts";
import { WaysInCard } from "@/components/users/account/ways-in-card";
import { UserStatus } from "@/components/users/user-status";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { orNotFound } from "@/lib/auth/or-not-found";
import { describeUserWaysIn } from "@/lib/identities/of-user";
import { paths } from "@/lib/paths";
import { getSecondFactorOf } from "@/lib/second-factor/state";
import { getUser, toUserView } from "@/lib/users/find-users";
import { describeUserDeletion } from "@/lib/users/govern/describe-deletion";
import { listUserCredentials, toUserCredentialView } from "@/lib/users/govern/list-credentials";

export const generateMetadata = adminTitle("User");

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function UserPage({ params, searchParams }: Props) {
  const { id } = await params;
  const ctx = await adminContext(paths.adminUser(id));
  const user = toUserView(await orNotFound(getUser(ctx, id)));
  const cursor = one((await searchParams)["cursor"]);
  const [held, deletion, secondFactor, waysIn] = await Promise.all([listUserCredentials(ctx, id, { limit: 50, cursor }), describeUserDeletion(ctx, id), getSecondFactorOf(ctx, id), describeUserWaysIn(ctx, id)]);
  const isMe = user.id === ctx.principal.user.id;
  return (
    <>
      <PageHeader title={user.name ?? user.username} actions={<UserStatus user={user} />}>
        <BackLink href={paths.adminUsers}>Users</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        <UserFacts user={user} />
        <AccessForm key={`${user.role} ${user.groups.join()}`} user={user} isMe={isMe} />
        <WaysInCard {...waysIn} />
        <SecondFactorCard user={user} state={secondFactor} isMe={isMe} />
        <Card title="What acts for this account" description="Sessions, keys, tokens and connected apps, as they stand now. Secrets are known to nobody but their holders.">
          <div className="mt-4 border-t border-line">
            {held.rows.length > 0 ? <CredentialList userId={user.id} username={user.username} credentials={held.rows.map(toUserCredentialView)} /> : <p className="px-5 py-4 text-sm text-muted sm:px-6">Nothing. Nobody is signed in, and there are no keys.</p>}
          </div>
        </Card>
        <Pager path={paths.adminUser(id)} nextCursor={held.nextCursor} isFirst={!cursor} />
        {isMe ? <OwnAccount /> : <EndCard user={user} deletion={deletion} />}
      </div>
    </>
  );
}

function EndCard({ user, deletion }: Parameters<typeof DeleteRow>[0]) {
  return (
    <Card title="Shut out">
      <ul className="mt-4 divide-y divide-line border-t border-line">
        <SuspendRow user={user} />
        <DeleteRow user={user} deletion={deletion} />
      </ul>
    </Card>
  );
}

/** Nobody locks themselves out by mistake in a list of other accounts. */
function OwnAccount() {
  return (
    <p className="text-sm text-muted">
      This is your own account: what concerns you alone, its end included, is in{" "}
      <Link href={paths.settings} className="link">
        Settings
      </Link>
      .
    </p>
  );
}
