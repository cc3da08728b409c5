"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { describeError } from "@/components/describe-error";
import { LinkDialog } from "@/components/telegram/link-dialog";
import { useUnlinkTelegram, useUpdateTelegram } from "@/components/telegram/queries";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { TelegramCardView } from "@/lib/contract/telegram";
import { confirmPasswordPath, paths } from "@/lib/paths";

/** Telegram as a way in, a place for alerts, and a way to let devices in. */
export function TelegramCard({ view, isLastWay }: { view: TelegramCardView; isLastWay: boolean }) {
  return (
    <Card title="Telegram" description={view.linked ? "It signs in as you, shows your API token and lets devices in." : "Link it to sign in with it, to let devices in from your phone, and to be told there of what concerns your security."} actions={view.linked ? undefined : <LinkAction view={view} />}>
      {view.linked ? <Linked linked={view.linked} isLastWay={isLastWay} /> : <div className="h-4.5" />}
    </Card>
  );
}

function LinkAction({ view: { bot, confirmFirst } }: { view: TelegramCardView }) {
  const [isOpen, setOpen] = useState(false);
  if (bot === undefined) return <Badge tone="warn">Telegram cannot be reached</Badge>;
  if (confirmFirst) {
    return (
      <Button asChild>
        <Link href={confirmPasswordPath(paths.settingsSignIn)}>Link Telegram</Link>
      </Button>
    );
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>Link Telegram</Button>
      {isOpen ? <LinkDialog bot={bot} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Linked({ linked, isLastWay }: { linked: NonNullable<TelegramCardView["linked"]>; isLastWay: boolean }) {
  const name = linked.name ?? "Telegram";
  return (
    <div className="mt-4 divide-y divide-line border-t border-line">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-3.5 sm:px-6">
        <div className="min-w-0 text-sm">
          <p className="font-medium break-words">{name}</p>
          <p className="text-[0.8125rem] text-faint">
            linked <RelativeTime value={linked.since} />
          </p>
        </div>
        {isLastWay ? <p className="text-[0.8125rem] text-muted">Your only way to sign in: set a password to unlink it.</p> : <UnlinkButton id={linked.id} name={name} />}
      </div>
      <AlertsSwitch on={linked.alerts} />
    </div>
  );
}

function AlertsSwitch({ on }: { on: boolean }) {
  const id = useId();
  const update = useUpdateTelegram();
  const say = useToast();
  // shown at once, until the server says something new
  const [wanted, setWanted] = useState<{ instead: boolean; value: boolean }>();
  const change = (alerts: boolean) => {
    setWanted({ instead: on, value: alerts });
    update.mutate({ body: { alerts } }, { onError: (error) => (setWanted(undefined), say(describeError(error), "bad")) });
  };
  return (
    <label htmlFor={id} className="flex cursor-pointer items-start gap-3 px-5 py-3.5 text-sm sm:px-6">
      <Checkbox id={id} className="mt-0.5" checked={wanted?.instead === on ? wanted.value : on} onChange={(event) => change(event.target.checked)} />
      <span>
        Security alerts in Telegram
        <span className="block text-[0.8125rem] text-muted">New sign-ins, new keys, changed passwords.</span>
      </span>
    </label>
  );
}

function UnlinkButton({ id, name }: { id: string; name: string }) {
  const [isAsking, setAsking] = useState(false);
  const say = useToast();
  const unlink = useUnlinkTelegram(() => say("Telegram is unlinked"));
  const close = () => setAsking(false);
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setAsking(true)} aria-label={`Unlink ${name}`}>
        Unlink…
      </Button>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title="Unlink Telegram?" confirmLabel="Unlink" busy={unlink.isPending} onConfirm={() => unlink.mutate({ params: { id } }, { onSuccess: close, onError: (error) => (close(), say(describeError(error), "bad")) })}>
        <p>
          <strong className="font-medium break-words text-ink">{name}</strong> can no longer sign in as you, and no alerts go there. Your API token goes on working.
        </p>
      </ConfirmDialog>
    </>
  );
}
