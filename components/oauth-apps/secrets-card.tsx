"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { describeSeconds } from "@/components/describe-seconds";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Masked } from "@/components/ui/key-tag";
import { SecretGate } from "@/components/ui/secret-gate";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { OauthClientView } from "@/lib/contract/oauth-clients";
import { useRotateSecret } from "./queries";

const overlaps = [0, 3600, 86_400, 604_800, 2_592_000];

/** The secrets that work, and a new one in their place: at once, or with time to move over. */
export function SecretsCard({ app }: { app: OauthClientView }) {
  const [isAsking, setAsking] = useState(false);
  const [overlap, setOverlap] = useState("86400");
  const [secret, setSecret] = useState<string>();
  const rotate = useRotateSecret();
  const say = useToast();
  const replace = () =>
    rotate.mutate(
      { params: { id: app.id }, body: { overlap_seconds: Number(overlap) } },
      { onSuccess: (answer) => (setAsking(false), setSecret(answer.client_secret)), onError: (error) => (setAsking(false), say(describeError(error), "bad")) },
    );
  return (
    <Card title="Secret" description="Replace it without downtime: the old one goes on working as long as you choose." actions={<Button onClick={() => setAsking(true)}>Replace secret…</Button>}>
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {(app.secrets ?? []).map((held) => (
          <li key={`${held.hint} ${held.created_at}`} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-3.5 text-sm sm:px-6">
            <code>
              <Masked hint={held.hint} dots={6} />
            </code>
            <span className="text-muted">
              made <RelativeTime value={held.created_at} />
              {held.expires_at ? (
                <>
                  , works until <RelativeTime value={held.expires_at} className="text-warn" />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} danger={overlap === "0"} title="Replace the secret?" confirmLabel="Make a new secret" busy={rotate.isPending} onConfirm={replace}>
        <p>You get a new secret, shown once. Choose how long the old one goes on working.</p>
        <Field label="The old secret works for">
          {(control) => (
            <Select {...control} value={overlap} onChange={(event) => setOverlap(event.target.value)}>
              {overlaps.map((seconds) => (
                <option key={seconds} value={seconds}>
                  {seconds === 0 ? "not a second longer" : describeSeconds(seconds)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </ConfirmDialog>
      {secret ? <SecretGate what="client secret" copyName="client secret" secret={secret} label={`Secret of ${app.client_name}`} onDone={() => setSecret(undefined)} /> : null}
    </Card>
  );
}
