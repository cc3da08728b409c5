import type { Metadata } from "next";
import Link from "next/link";
import { EventLine } from "@/components/audit/event-list";
import { EventIcon } from "@/components/audit/event-icon";
import { HoldingsCard } from "@/components/dashboard/holdings-card";
import { NextCard, nextSteps } from "@/components/dashboard/next-card";
import { SafetyCard } from "@/components/dashboard/safety-card";
import { QuickStart } from "@/components/quick-start/quick-start";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { listAuditEvents, toAuditEventView } from "@/lib/audit/list";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { getPersonalToken } from "@/lib/personal-token/show";
import { listSessions } from "@/lib/sessions/list";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const ctx = await userContext(paths.dashboard);
  const [token, keyPage, sessions, events] = await Promise.all([
    getPersonalToken(ctx),
    listApiKeys(ctx, { limit: 100 }),
    listSessions(ctx, { limit: 100 }),
    listAuditEvents(ctx, { limit: 5 }),
  ]);
  const keys = keyPage.rows.map(toApiKeyView);
  const { user } = ctx.principal;
  return (
    <>
      <PageHeader title={`Hello, ${user.name ?? user.username}`} description="What you have, whether it is safe, and what to do next." />
      <div className="grid gap-6">
        {token.last_used_at ? null : <QuickStart state={token} host={config().publicUrl} />}
        <div className="grid items-start gap-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <HoldingsCard token={token} keys={keys} hasMoreKeys={keyPage.nextCursor !== undefined} sessionCount={sessions.rows.length} />
          <SafetyCard keys={keys} />
          <Card
            title="Lately"
            actions={
              <Link href={paths.auditLog} className="link text-sm">
                Audit log
              </Link>
            }
          >
            <ol className="mt-3.5 divide-y divide-line border-t border-line">
              {events.rows.map(toAuditEventView).map((event) => (
                <li key={event.id} className="flex items-center gap-3.5 px-5 py-2.5 sm:px-6">
                  <EventIcon action={event.action} />
                  <EventLine event={event} />
                </li>
              ))}
            </ol>
          </Card>
          <NextCard steps={nextSteps({ keyCount: keys.length, hasTokenInUse: token.last_used_at !== undefined })} />
        </div>
      </div>
    </>
  );
}
