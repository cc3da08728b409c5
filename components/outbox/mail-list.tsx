"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import type { MailView } from "@/lib/contract/mails";
import { MailDialog } from "./mail-dialog";
import { describeMail } from "./mail-status";

/** Whom, what about, when, and what became of it. What it says is one press away, and the log notes who pressed. */
export function MailList({ mails }: { mails: MailView[] }) {
  const [open, setOpen] = useState<MailView>();
  return (
    <>
      <ul className="divide-y divide-line">
        {mails.map((mail) => (
          <MailRow key={mail.id} mail={mail} onOpen={() => setOpen(mail)} />
        ))}
      </ul>
      {open ? <MailDialog key={open.id} mail={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

function MailRow({ mail, onOpen }: { mail: MailView; onOpen: () => void }) {
  const { word, tone, text } = describeMail(mail);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          <span className="wrap-anywhere">{mail.subject}</span>
          <Badge tone={tone} dot={tone === "good"}>
            {word}
          </Badge>
        </p>
        <p className="text-[0.8125rem] text-faint">
          <span className="break-all">{mail.to}</span> · <RelativeTime value={mail.sent_at ?? mail.created_at} />
        </p>
        {text ? <p className="mt-1 text-[0.8125rem] wrap-anywhere text-muted">{text}</p> : null}
      </div>
      {mail.readable ? (
        <Button size="sm" onClick={onOpen} aria-label={`Open “${mail.subject}” to ${mail.to}`}>
          Open…
        </Button>
      ) : null}
    </li>
  );
}
