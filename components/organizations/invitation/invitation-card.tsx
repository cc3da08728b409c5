import { AuthCard } from "@/components/auth/auth-card";
import { AccountLine } from "@/components/consent/account-line";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { invitationPath, paths } from "@/lib/paths";
import { roleChoices, roleLabel } from "../roles";

type Invited = { email: string; role: "owner" | "admin" | "member"; organization: string; inviter: string | undefined; members: number; expiresAt: string };
type Account = { id: string; username: string; name?: string | undefined; email?: string | undefined };

type InvitationCardProps = { token: string; invited: Invited; account: Account | undefined; brandName: string; error: string | undefined };

/** What an invitation is, and the answer: a plain form, it works before JavaScript. Whoever is not signed in does that first, and comes back. */
export function InvitationCard({ token, invited, account, brandName, error }: InvitationCardProps) {
  const isRight = account?.email === invited.email;
  return (
    <AuthCard
      title={`Join ${invited.organization}`}
      description={
        <>
          {invited.inviter ?? "Somebody who has left since"} invites <strong className="font-medium wrap-anywhere text-ink">{invited.email}</strong> to {invited.organization} at {brandName}.
        </>
      }
      footer={
        <>
          The invitation ends <RelativeTime value={invited.expiresAt} />.
        </>
      }
    >
      <Terms role={invited.role} members={invited.members} />
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {account ? <AccountLine account={account} next={invitationPath(token)} /> : null}
      {account && !isRight ? <Notice tone="warn">This account has another address. Switch to the one with {invited.email}, or make one.</Notice> : null}
      <form action={paths.invitationSubmit} method="post" className="grid gap-2.5">
        <input type="hidden" name="token" value={token} />
        {account ? null : (
          <>
            <Button type="submit" name="decision" value="register" variant="primary" size="lg">
              Create an account
            </Button>
            <Button type="submit" name="decision" value="sign_in" size="lg">
              I have an account
            </Button>
          </>
        )}
        {isRight ? (
          <Button type="submit" name="decision" value="accept" variant="primary" size="lg">
            Accept invitation
          </Button>
        ) : null}
        <Button type="submit" name="decision" value="decline" variant="ghost">
          Decline
        </Button>
      </form>
    </AuthCard>
  );
}

function Terms({ role, members }: Pick<Invited, "role" | "members">) {
  return (
    <dl className="grid grid-cols-2 gap-4 text-sm">
      <div>
        <dt className="text-xs text-faint">You join as</dt>
        <dd>
          {roleLabel(role)}
          <span className="block text-xs text-muted">{roleChoices.find(({ value }) => value === role)?.hint}</span>
        </dd>
      </div>
      <div>
        <dt className="text-xs text-faint">Belong to it already</dt>
        <dd>{members === 1 ? "1 person" : `${members} people`}</dd>
      </div>
    </dl>
  );
}
