"use client";

import { ExternalLink, LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { describeError } from "@/components/describe-error";
import { QrCode } from "@/components/second-factor/qr-code";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { TelegramLinkCode } from "@/lib/contract/telegram";
import { useMakeLinkCode } from "./queries";

const lookEveryMs = 3000;

/** A one-time link to the bot. The page behind shows the Telegram as soon as it is linked, and this goes away with its button. */
export function LinkDialog({ bot, onClose }: { bot: string; onClose: () => void }) {
  const make = useMakeLinkCode();
  const { mutate } = make;
  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    mutate({});
  }, [mutate]);
  useRefresh();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Link Telegram" description={`Open @${bot}, press Start, and say yes to its question.`}>
      <div className="grid gap-5 px-6 pt-5 pb-6">
        {make.error ? <Notice tone="bad">{describeError(make.error)}</Notice> : null}
        {make.data ? <Ways {...make.data} /> : <div aria-hidden className="h-64" />}
      </div>
    </Dialog>
  );
}

function Ways({ url, code }: TelegramLinkCode) {
  return (
    <>
      <Button asChild variant="primary" size="lg">
        <a href={url} target="_blank" rel="noreferrer">
          Open Telegram
          <ExternalLink aria-hidden />
        </a>
      </Button>
      <div className="flex flex-wrap items-start gap-5 text-sm">
        <span className="hidden sm:block">
          <QrCode text={url} label="QR code of the link to the bot" />
        </span>
        <div className="grid min-w-0 flex-1 basis-44 justify-items-start gap-2">
          <p className="hidden sm:block">Telegram is on your phone? Scan the code with its camera.</p>
          <p>Or send the bot this message:</p>
          <CopyButton value={`/start ${code}`} what="message to the bot" />
          <p className="text-muted">Good for 10 minutes, and once.</p>
        </div>
      </div>
      <p role="status" className="flex items-center gap-2 text-sm text-muted">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        Waiting for Telegram
      </p>
    </>
  );
}

/** What is linked is known to the server alone. */
function useRefresh(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), lookEveryMs);
    return () => clearInterval(timer);
  }, [router]);
}
