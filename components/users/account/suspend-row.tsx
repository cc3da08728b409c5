"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { UserView } from "@/lib/contract/users-admin";
import { ActionRow } from "@/components/ui/action-row";
import { describeUserRefusal } from "../describe-refusal";
import { useUpdateUser } from "../queries";

/** Shuts an account out, or lets it back in. Nothing of it is lost meanwhile. */
export function SuspendRow({ user }: { user: UserView }) {
  const [isAsking, setAsking] = useState(false);
  const update = useUpdateUser();
  const say = useToast();
  const set = (suspended: boolean) =>
    update.mutate(
      { params: { id: user.id }, body: { suspended } },
      { onSuccess: () => (setAsking(false), say(suspended ? `${user.username} is suspended` : `${user.username} is no longer suspended`)), onError: (error) => (setAsking(false), say(describeUserRefusal(error), "bad")) },
    );
  if (user.suspended) {
    return (
      <ActionRow title="Resume" text="The account and everything that acts for it works again, from the next request on.">
        <Button busy={update.isBusy} onClick={() => set(false)}>
          Resume account
        </Button>
      </ActionRow>
    );
  }
  return (
    <ActionRow title="Suspend" text="The account is refused everywhere until you resume it: sign-in, sessions, keys, tokens, connected apps. Nothing is lost.">
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Suspend account…
      </Button>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title={`Suspend ${user.username}?`} confirmLabel="Suspend account" busy={update.isPending} onConfirm={() => set(true)}>
        <p>Every program that acts for this account is refused from its next request on, until you resume the account here.</p>
      </ConfirmDialog>
    </ActionRow>
  );
}
