import type { Metadata } from "next";
import { LeakedToken } from "@/components/leaks/leaked-token";
import { TokenCard } from "@/components/personal-token/token-card";
import { PageHeader } from "@/components/ui/page-header";
import { UsagePanel } from "@/components/usage/usage-panel";
import { userContext } from "@/lib/auth/user-context";
import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { getPersonalToken } from "@/lib/personal-token/show";
import { getUsedPersonalToken } from "@/lib/usage/read/find-credential";
import { readUsage } from "@/lib/usage/read/read-usage";

export const metadata: Metadata = { title: "API Token" };

export default async function ApiTokenPage() {
  const ctx = await userContext(paths.apiToken);
  const state = await getPersonalToken(ctx);
  const mayChange = scopeAllows(ctx.principal.scopes, "keys:write");
  return (
    <>
      <PageHeader title="API Token" description="Your own token for scripts, tools and the first try. It acts as you and changes with your role; it cannot create or change keys." />
      <div className="grid gap-6">
        <LeakedToken state={state} mayChange={mayChange} />
        <TokenCard state={state} host={config().publicUrl} mayChange={mayChange} />
      </div>
      {state.id ? <TokenUsage ctx={ctx} id={state.id} /> : null}
    </>
  );
}

/** A new token is a new credential: it begins without a past. */
async function TokenUsage({ ctx, id }: { ctx: UserContext; id: string }) {
  const { usage, requests } = await readUsage(await getUsedPersonalToken(ctx));
  return (
    <div className="mt-6 grid gap-6">
      <UsagePanel key={id} source={{ kind: "token" }} usage={usage} requests={requests} allRequests={paths.requestsOf(id)} />
    </div>
  );
}
