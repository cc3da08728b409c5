import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { readFormError } from "@/components/auth/form-error";
import { localPath } from "@/components/auth/local-path";
import { OtherWays } from "@/components/auth/other-ways";
import { RegisterForm } from "@/components/auth/register-form";
import { TelegramButton } from "@/components/auth/telegram-button";
import { readTypedValues } from "@/components/auth/typed-values";
import { one, type SearchParams } from "@/components/search-params";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { offeredWebProviders } from "@/lib/identities/provider";
import { loginPath, paths } from "@/lib/paths";
import { telegramUsername } from "@/lib/telegram/status";
import { isUnclaimed, needsSetupToken } from "@/lib/users/setup-token";

export const metadata: Metadata = { title: "Create account" };

export default async function RegisterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const next = localPath(one(params["next"]));
  if (await findUserContext()) redirect(next ?? paths.dashboard);
  const [isFirst, withToken] = [await isUnclaimed(), await needsSetupToken()];
  return (
    <AuthCard
      title={isFirst ? `Open ${config().brandName}` : "Create your account"}
      description={isFirst ? "The first account is the administrator’s." : "Your API token is one step away."}
      footer={
        <>
          Have an account?{" "}
          <Link href={next ? loginPath(next) : paths.login} className="link">
            Sign in
          </Link>
        </>
      }
    >
      <RegisterForm
        next={next}
        typed={readTypedValues((await cookies()).get("keyhouse.typed")?.value)}
        needsSetupToken={withToken}
        error={readFormError(one(params["error"]), one(params["field"]))}
      />
      {/* no provider knows the setup token */}
      <OtherWays next={next} providers={offeredWebProviders().filter((provider) => (provider === "telegram" ? !isFirst : !withToken))}>
        {/* and nobody becomes the first administrator by it */}
        {telegramUsername() !== undefined && !isFirst && !offeredWebProviders().includes("telegram") ? <TelegramButton next={next} /> : null}
      </OtherWays>
    </AuthCard>
  );
}
