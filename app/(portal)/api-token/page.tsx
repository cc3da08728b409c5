import type { Metadata } from "next";
import { TokenCard } from "@/components/personal-token/token-card";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { getPersonalToken } from "@/lib/personal-token/show";

export const metadata: Metadata = { title: "API Token" };

export default async function ApiTokenPage() {
  const ctx = await userContext(paths.apiToken);
  return (
    <>
      <PageHeader title="API Token" description="Your own token for scripts, tools and the first try. It acts as you and changes with your role; it cannot create or change keys." />
      <TokenCard state={await getPersonalToken(ctx)} host={config().publicUrl} mayChange={scopeAllows(ctx.principal.scopes, "keys:write")} />
    </>
  );
}
