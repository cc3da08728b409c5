import type { Metadata } from "next";
import { localPath } from "@/components/auth/local-path";
import { one, type SearchParams } from "@/components/search-params";
import { EnrolNotice } from "@/components/second-factor/enrol-notice";
import { SecondFactorCard } from "@/components/second-factor/second-factor-card";
import { PasswordForm } from "@/components/settings/password-form";
import { SessionList } from "@/components/settings/session-list";
import { isSignInRecent } from "@/lib/access/require-recent-sign-in";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { listPasskeys } from "@/lib/passkeys/manage";
import { arePasskeysPossible } from "@/lib/passkeys/relying-party";
import { toPasskeyView } from "@/lib/passkeys/view";
import { paths } from "@/lib/paths";
import { getSecondFactor } from "@/lib/second-factor/state";
import { listSessions, toSessionView } from "@/lib/sessions/list";
import { getProfile } from "@/lib/users/get-profile";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.settingsSecurity);
  const next = localPath(one((await searchParams)["next"]));
  const [profile, state, passkeys, sessions] = await Promise.all([getProfile(ctx), getSecondFactor(ctx), listPasskeys(ctx), listSessions(ctx, { limit: 100 })]);
  const views = sessions.rows.map((row) => toSessionView(ctx, row)).sort((a, b) => Number(b.current) - Number(a.current));
  return (
    <div className="grid gap-6">
      <EnrolNotice state={state} role={profile.role} next={next} />
      <SecondFactorCard
        state={state}
        passkeys={passkeys.map(toPasskeyView)}
        passkeysPossible={arePasskeysPossible()}
        confirmFirst={!isSignInRecent(ctx)}
        brandName={config().brandName}
        username={profile.username}
      />
      <PasswordForm hasPassword={profile.has_password} username={profile.username} confirmFirst={!profile.has_password && !isSignInRecent(ctx)} />
      <SessionList sessions={views} />
    </div>
  );
}
