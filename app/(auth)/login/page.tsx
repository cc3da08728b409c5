import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { confirmWords } from "@/components/auth/confirm-words";
import { readFormError } from "@/components/auth/form-error";
import { LoginForm } from "@/components/auth/login-form";
import { OtherWays } from "@/components/auth/other-ways";
import { localPath } from "@/components/auth/local-path";
import { PasskeyButton } from "@/components/auth/passkey-button";
import { TelegramButton } from "@/components/auth/telegram-button";
import { readTypedValues } from "@/components/auth/typed-values";
import { Notice } from "@/components/ui/notice";
import { one, type SearchParams } from "@/components/search-params";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { getWaysIn } from "@/lib/identities/my-ways-in";
import { offeredWebProviders } from "@/lib/identities/provider";
import { arePasskeysPossible } from "@/lib/passkeys/relying-party";
import { paths } from "@/lib/paths";
import { telegramUsername } from "@/lib/telegram/status";

export const metadata: Metadata = { title: "Sign in" };

export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const next = localPath(one(params["next"]));
  const isConfirming = one(params["confirm"]) === "1";
  const ctx = await findUserContext();
  if (ctx && !isConfirming) redirect(next ?? paths.dashboard);
  const typed = readTypedValues((await cookies()).get("keyhouse.typed")?.value);
  const identifier = isConfirming && ctx ? ctx.principal.user.username : (typed.identifier ?? "");
  const own = isConfirming && ctx ? await getWaysIn(ctx) : undefined;
  const hasPassword = own?.hasPassword ?? true;
  const providers = offeredWebProviders().filter((provider) => (own ? own.providers.includes(provider) && provider !== "telegram" : true));
  // the bot asks each time; the provider may not
  const byBot = telegramUsername() !== undefined && (own ? own.providers.includes("telegram") : !providers.includes("telegram"));
  const error = readFormError(one(params["error"]), one(params["field"]));
  const words = confirmWords(next, hasPassword);
  const register = next ? `${paths.register}?next=${encodeURIComponent(next)}` : paths.register;
  return (
    <AuthCard
      title={isConfirming ? "Confirm that it is you" : `Sign in to ${config().brandName}`}
      description={isConfirming ? words.why : undefined}
      footer={
        isConfirming ? (
          <Link href={words.back.href} className="link">
            {words.back.label}
          </Link>
        ) : (
          <>
            New here?{" "}
            <Link href={register} className="link">
              Create an account
            </Link>
          </>
        )
      }
    >
      {one(params["error"]) === "EMAIL_NOT_VERIFIED" ? (
        <Link href={paths.verifyEmail} className="link text-sm">
          Send the link again
        </Link>
      ) : null}
      {hasPassword ? <LoginForm next={next} identifier={identifier} isConfirming={isConfirming} error={error} /> : error ? <Notice tone="bad">{error.text}</Notice> : null}
      <OtherWays next={next} providers={providers} isConfirming={own !== undefined} isFirst={!hasPassword}>
        {byBot ? <TelegramButton next={next} isConfirming={own !== undefined} /> : null}
        {(own?.passkeys ?? 1) > 0 && arePasskeysPossible() ? <PasskeyButton next={next} purpose={own && "confirm"} autofill={!own} /> : null}
      </OtherWays>
    </AuthCard>
  );
}
