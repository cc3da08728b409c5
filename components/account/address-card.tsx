"use client";

import Link from "next/link";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import type { Profile } from "@/lib/contract/users";
import { confirmPasswordPath, paths } from "@/lib/paths";
import { ChangeAddressForm } from "./change-address-form";
import { useSendVerification } from "./queries";

export type PendingChange = { to: string; waitsFor: string[] };

type AddressCardProps = {
  profile: Profile;
  pending: PendingChange | undefined;
  /** The sign-in is older than ten minutes: the password is asked for, */
  needsPassword: boolean;
  /** or, where there is none, a new sign-in. */
  confirmFirst: boolean;
  asksForProof: boolean;
  sendsMail: boolean;
};

/** The address of the account, whether it has proven to be the person's own, and the way to another one. */
export function AddressCard({ profile, pending, needsPassword, confirmFirst, asksForProof, sendsMail }: AddressCardProps) {
  const [isChanging, setChanging] = useState(false);
  const { email } = profile;
  return (
    <Card title="Email address" description="For signing in, for choosing a new password, and for telling you when something happens to your account.">
      <CardBody className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
            <span className="font-medium break-all">{email ?? "None yet"}</span>
            {email ? (
              <Badge tone={profile.email_verified ? "good" : "neutral"} dot={profile.email_verified}>
                {profile.email_verified ? "Confirmed" : "Not confirmed"}
              </Badge>
            ) : null}
          </p>
          {isChanging ? null : <ChangeButton label={email ? "Change address…" : "Add an address…"} confirmFirst={confirmFirst} onClick={() => setChanging(true)} />}
        </div>
        {email && !profile.email_verified && asksForProof && !pending ? <Unconfirmed email={email} sendsMail={sendsMail} /> : null}
        {pending && !isChanging ? (
          <Notice tone="info" title={<span className="break-all">It becomes {pending.to} once this is confirmed</span>}>
            Waiting for the link {sendsMail ? "mailed to" : "for"} <span className="break-all">{pending.waitsFor.join(" and ")}</span>, within a day. Nothing changes until then.
          </Notice>
        ) : null}
        {isChanging ? <ChangeAddressForm needsPassword={needsPassword} isConfirmed={profile.email_verified} sendsMail={sendsMail} onDone={() => setChanging(false)} /> : null}
      </CardBody>
    </Card>
  );
}

function ChangeButton({ label, confirmFirst, onClick }: { label: string; confirmFirst: boolean; onClick: () => void }) {
  if (!confirmFirst) return <Button onClick={onClick}>{label}</Button>;
  return (
    <Button asChild>
      <Link href={confirmPasswordPath(paths.settingsAccount)}>{label}</Link>
    </Button>
  );
}

function Unconfirmed({ email, sendsMail }: { email: string; sendsMail: boolean }) {
  const send = useSendVerification();
  const say = useToast();
  const ask = () => send.mutate({ body: { email } }, { onSuccess: () => say(sendsMail ? "A link is on its way" : "The link is in the administrators’ outbox"), onError: (error) => say(describeError(error), "bad") });
  return (
    <Notice
      tone="warn"
      title="Nobody has shown yet that this address is yours"
      actions={
        <Button size="sm" busy={send.isPending} onClick={ask}>
          Send another link
        </Button>
      }
    >
      {sendsMail ? "Open the link that was mailed to you." : "This server sends no mail: an administrator finds the link in the outbox."} A mistyped address could not be used to get back in.
    </Notice>
  );
}
