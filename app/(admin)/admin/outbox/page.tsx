import { Mail } from "lucide-react";
import { MailList } from "@/components/outbox/mail-list";
import { one, type SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { config } from "@/lib/env/config";
import { listMails, toMailView } from "@/lib/mail/outbox";
import { paths } from "@/lib/paths";

export const generateMetadata = adminTitle("Outbox");

export default async function OutboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await adminContext(paths.adminOutbox);
  const cursor = one((await searchParams)["cursor"]);
  const { rows, nextCursor } = await listMails(ctx, { limit: 50, cursor });
  const { smtpUrl, from, retentionDays } = config().mail;
  return (
    <>
      <PageHeader title="Outbox" description={`What was mailed in the last ${retentionDays} days, and what could not be. A mail that was sent is forgotten here, but for its subject.`} />
      <div className="grid gap-6">
        {smtpUrl === undefined ? (
          <Notice tone="warn" title="There is no mail server">
            Nothing leaves this house: mails wait here, and their links also stand on the console of the server. Give a link to its person in a way that nobody else reads. To have them sent, set <code className="inline-code">SMTP_URL</code> and{" "}
            <code className="inline-code">MAIL_FROM</code> and start again.
          </Notice>
        ) : (
          <p className="text-sm text-muted">
            Mails are sent by <code className="inline-code break-all">{new URL(smtpUrl).host}</code> as <span className="break-all">{from}</span>. While it is away they wait, and nothing else does.
          </p>
        )}
        <Card>
          {rows.length > 0 ? (
            <MailList mails={rows.map(toMailView)} />
          ) : (
            <EmptyState icon={<Mail />} title="No mails">
              {cursor ? "There are no older ones." : "Confirmations, links to choose a password, invitations and security notices stand here once there are any."}
            </EmptyState>
          )}
        </Card>
      </div>
      <Pager path={paths.adminOutbox} nextCursor={nextCursor} isFirst={!cursor} />
    </>
  );
}
