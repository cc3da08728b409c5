import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { readFormError } from "@/components/auth/form-error";
import { localPath } from "@/components/auth/local-path";
import { PasskeyButton } from "@/components/auth/passkey-button";
import { LeaveForm, SecondFactorForm } from "@/components/auth/second-factor-form";
import { Notice } from "@/components/ui/notice";
import { one, type SearchParams } from "@/components/search-params";
import { unfinishedCookieName } from "@/lib/auth/unfinished-cookie";
import { secondFactorPath, signInExpiredPath } from "@/lib/paths";
import { describeUnfinished } from "@/lib/second-factor/unfinished";

export const metadata: Metadata = { title: "Second factor" };

export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const next = localPath(one(params["next"]));
  const unfinished = await describeUnfinished((await cookies()).get(unfinishedCookieName())?.value);
  if (!unfinished) redirect(signInExpiredPath(next));
  const isRecovery = one(params["recovery"]) === "1";
  const error = readFormError(one(params["error"]), one(params["field"]), "code");
  const isByPasskeyAlone = !unfinished.totp && !isRecovery;
  return (
    <AuthCard
      title="One more step"
      description={
        <>
          Your password was right, <strong className="font-medium text-ink">{unfinished.username}</strong>. {describeStep(unfinished, isRecovery)}
        </>
      }
      footer={<LeaveForm next={next} />}
    >
      {error && error.field !== "code" ? <Notice tone="bad">{error.text}</Notice> : null}
      {unfinished.passkeys && !isRecovery ? <PasskeyButton purpose="second-factor" next={next} variant={isByPasskeyAlone ? "primary" : "secondary"} /> : null}
      {isByPasskeyAlone ? null : <SecondFactorForm next={next} isRecovery={isRecovery} error={error} />}
      <p className="text-sm">
        <Link href={secondFactorPath(next, !isRecovery)} className="link">
          {isRecovery ? "Use your app or passkey" : "Use a recovery code instead"}
        </Link>
      </p>
    </AuthCard>
  );
}

function describeStep({ totp, passkeys }: { totp: boolean; passkeys: boolean }, isRecovery: boolean): string {
  if (isRecovery) return "Enter a recovery code.";
  if (totp && passkeys) return "Use your passkey, or enter the code from your app.";
  return totp ? "Enter the code from your app." : "Use your passkey.";
}
