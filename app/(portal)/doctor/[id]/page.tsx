import type { Metadata } from "next";
import { RichText } from "@/components/ui/rich-text";
import { nameOf } from "@/components/doctor/attempt-list";
import { OutcomeBadge } from "@/components/doctor/outcome-badge";
import { Timeline } from "@/components/doctor/timeline";
import { BackLink } from "@/components/ui/back-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/or-not-found";
import { userContext } from "@/lib/auth/user-context";
import { getAttempt, toAttemptTimeline } from "@/lib/oauth/doctor/get-attempt";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Attempt to connect" };

export default async function AttemptPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await userContext(paths.attempt(id));
  const attempt = toAttemptTimeline(await orNotFound(getAttempt(ctx, id)));
  const place = [attempt.user?.username, attempt.ip, attempt.user_agent].filter(Boolean).join(" · ");
  return (
    <>
      <PageHeader title={nameOf(attempt)} description={place} actions={<OutcomeBadge outcome={attempt.outcome} />}>
        <BackLink href={paths.doctor}>Connection doctor</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        {attempt.cause ? (
          <Notice tone="bad" title={attempt.cause.title}>
            <RichText>{attempt.cause.fix}</RichText>
          </Notice>
        ) : null}
        <Card title="What happened">
          <Timeline steps={attempt.steps} />
        </Card>
      </div>
    </>
  );
}
