import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CallsCard } from "@/components/dashboard/calls-card";
import { HoldingsCard } from "@/components/dashboard/holdings-card";
import { NextCard, nextSteps } from "@/components/dashboard/next-card";
import { RecentEvents } from "@/components/dashboard/recent-events";
import { SafetyCard } from "@/components/dashboard/safety-card";
import { QuickStart } from "@/components/quick-start/quick-start";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { listAuditEvents, toAuditEventView } from "@/lib/audit/list";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { getPersonalToken } from "@/lib/personal-token/show";
import { summarizeSafety } from "@/lib/safety/list";
import { getOwnCalls } from "@/lib/usage/read/own-calls";
import { listSessions } from "@/lib/sessions/list";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const ctx = await userContext(paths.dashboard);
  const [token, keyPage, sessions, events, calls, safety] = await Promise.all([
    getPersonalToken(ctx),
    listApiKeys(ctx, { limit: 100 }),
    listSessions(ctx, { limit: 100 }),
    listAuditEvents(ctx, { limit: 5 }),
    getOwnCalls(ctx),
    summarizeSafety(ctx),
  ]);
  const keys = keyPage.rows.map(toApiKeyView);
  const { user, scopes } = ctx.principal;
  const mayMakeKeys = scopeAllows(scopes, "keys:write");
  return (
    <>
      <PageHeader title={`Hello, ${user.name ?? user.username}`} />
      <div className="grid gap-6">
        {token.last_used_at || !mayMakeKeys ? null : <QuickStart state={token} host={config().publicUrl} />}
        <div className="grid gap-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Column>
            <HoldingsCard token={token} keys={keys} hasMoreKeys={keyPage.nextCursor !== undefined} sessionCount={sessions.rows.length} />
            <CallsCard usage={calls} />
            <RecentEvents events={events.rows.map(toAuditEventView)} className="max-md:order-last" />
          </Column>
          <Column>
            <SafetyCard summary={safety} keys={keys} />
            <NextCard steps={nextSteps({ findingCount: safety.open, keyCount: keys.length, hasTokenInUse: token.last_used_at !== undefined, mayMakeKeys })} />
          </Column>
        </div>
      </div>
    </>
  );
}

/** On a phone the columns dissolve: first the three questions, then what happened. */
function Column({ children }: { children: ReactNode }) {
  return <div className="max-md:contents md:grid md:content-start md:gap-6">{children}</div>;
}
