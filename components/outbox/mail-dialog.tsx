"use client";

import Link from "next/link";
import { describeError, hasCode } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { MailView } from "@/lib/contract/mails";
import { confirmPasswordPath, paths } from "@/lib/paths";
import { useReadMail } from "./queries";

/** A mail that has not been sent. Its link may let its reader in as somebody else, so it is shown only when asked for. */
export function MailDialog({ mail, onClose }: { mail: MailView; onClose: () => void }) {
  const read = useReadMail();
  return (
    <Dialog open onOpenChange={onClose} title={mail.subject} description={<span className="break-all">To {mail.to}</span>} className="sm:max-w-2xl">
      <div className="grid gap-5 px-6 pt-4 pb-6">
        {read.data ? <MailText text={read.data.text} link={read.data.link} /> : null}
        {read.data ? null : (
          <>
            <p className="text-sm text-muted">It is meant for this person alone. A link in it may open their account, so the audit log notes that you read it. Pass it on to nobody else.</p>
            {read.error ? <ReadError error={read.error} /> : null}
            <div>
              <Button variant="primary" busy={read.isPending} onClick={() => read.mutate(mail.id)}>
                Show what it says
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}

function MailText({ text, link }: { text: string; link: string | undefined }) {
  return (
    <>
      <pre tabIndex={0} aria-label="Text of the mail" className="max-h-[50dvh] overflow-auto rounded-md border border-line bg-sunken px-4 py-3 font-mono text-[0.8125rem] leading-5 break-words whitespace-pre-wrap">
        {text}
      </pre>
      {link ? (
        <div>
          <CopyButton value={link} label="Copy link" variant="primary" />
        </div>
      ) : null}
    </>
  );
}

function ReadError({ error }: { error: unknown }) {
  if (!hasCode(error, "REAUTHENTICATION_REQUIRED")) return <Notice tone="bad">{describeError(error)}</Notice>;
  return (
    <Notice
      tone="warn"
      title="Confirm that it is you"
      actions={
        <Button asChild variant="primary" size="sm">
          <Link href={confirmPasswordPath(paths.adminOutbox)}>Confirm</Link>
        </Button>
      }
    >
      Mails are shown within 10 minutes of signing in, so that an unlocked screen does not give their links away.
    </Notice>
  );
}
