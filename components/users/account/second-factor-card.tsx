"use client";

import Link from "next/link";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { useResetSecondFactor } from "@/components/second-factor/queries";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { SecondFactorState } from "@/lib/contract/second-factor";
import type { UserView } from "@/lib/contract/users-admin";
import { paths } from "@/lib/paths";
import { ActionRow } from "@/components/ui/action-row";

/** What somebody has beside a password, and the way back in for whoever has lost it. */
export function SecondFactorCard({ user, state, isMe }: { user: UserView; state: SecondFactorState; isMe: boolean }) {
  return (
    <Card title="Second factor">
      <ul className="mt-4 border-t border-line">
        <ActionRow title={state.enabled ? "Set up" : "None"} text={describe(state)}>
          {isMe ? (
            <Button asChild size="sm">
              <Link href={paths.settingsSecurity}>Your security settings</Link>
            </Button>
          ) : state.enabled ? (
            <Reset user={user} />
          ) : null}
        </ActionRow>
      </ul>
    </Card>
  );
}

function Reset({ user }: { user: UserView }) {
  const [isAsking, setAsking] = useState(false);
  const reset = useResetSecondFactor();
  const say = useToast();
  const doIt = () => reset.mutate({ params: { id: user.id } }, { onSuccess: () => (setAsking(false), say(`${user.username} can sign in without a second factor now`)), onError: (error) => (setAsking(false), say(describeError(error), "bad")) });
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Reset second factor…
      </Button>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title={`Reset the second factor of ${user.username}?`} confirmLabel="Reset second factor" busy={reset.isPending} onConfirm={doIt}>
        <p>For somebody who has lost phone, passkeys and recovery codes. Make sure that it is really {user.username} who asks: from then on the password alone signs in.</p>
        <p>App, passkeys and recovery codes are removed, all sessions end, and {user.username} is told by mail.</p>
      </ConfirmDialog>
    </>
  );
}

function describe(state: SecondFactorState): string {
  const demand = state.required ? " The role needs one." : "";
  if (!state.enabled) return state.required ? "The role needs one: at the next request this person is led to set one up." : "The password alone signs in.";
  const passkeys = state.passkeys === 1 ? "1 passkey" : `${state.passkeys} passkeys`;
  const parts = [...(state.totp ? ["an authenticator app"] : []), ...(state.passkeys > 0 ? [passkeys] : [])];
  return `Has ${parts.join(" and ")}, and ${state.recovery_codes_left} recovery codes left.${demand}`;
}
