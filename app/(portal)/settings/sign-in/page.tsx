import type { Metadata } from "next";
import { readFormError } from "@/components/auth/form-error";
import { providerLabels } from "@/components/auth/other-ways";
import { one, type SearchParams } from "@/components/search-params";
import { SignInCard } from "@/components/settings/sign-in-card";
import { TelegramCard } from "@/components/settings/telegram-card";
import { Notice } from "@/components/ui/notice";
import { userContext } from "@/lib/auth/user-context";
import { listIdentities, toIdentityView } from "@/lib/identities/list";
import { getWaysIn } from "@/lib/identities/my-ways-in";
import { offeredWebProviders } from "@/lib/identities/provider";
import { paths } from "@/lib/paths";
import { getTelegramCard } from "@/lib/telegram/link/card";

export const metadata: Metadata = { title: "Ways to sign in" };

export default async function SignInSettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const ctx = await userContext(paths.settingsSignIn);
  const [identities, ways, telegram] = await Promise.all([listIdentities(ctx), getWaysIn(ctx), getTelegramCard(ctx)]);
  const views = identities.map(toIdentityView);
  const error = readFormError(one(params["error"]), one(params["field"]));
  const linked = views.find(({ provider }) => provider === one(params["linked"]) && provider !== "telegram");
  return (
    <div className="grid gap-6">
      {error ? <Notice tone="bad">{error.text}</Notice> : null}
      {linked ? <Notice tone="good">{providerLabels[linked.provider as keyof typeof providerLabels]} is linked: you can sign in with it from now on.</Notice> : null}
      <SignInCard hasPassword={ways.hasPassword} identities={views} providers={offeredWebProviders()} isLastWay={ways.isLast} />
      {telegram ? <TelegramCard view={telegram} isLastWay={ways.isLast} /> : null}
    </div>
  );
}
