"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ActionRow } from "@/components/ui/action-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { paths } from "@/lib/paths";
import { useDeleteProtectedApi, useUpdateProtectedApi } from "./queries";

/** Close its door for a while, or for good. */
export function ApiActions({ api: { id, name, prefix, is_enabled } }: { api: ProtectedApiView }) {
  const router = useRouter();
  const say = useToast();
  const [isDeleting, setDeleting] = useState(false);
  const update = useUpdateProtectedApi();
  const remove = useDeleteProtectedApi(() => {
    say(`“${name}” is deleted`);
    router.push(paths.adminApis);
  });
  const onError = (error: Error) => say(describeError(error), "bad");
  const params = { id };
  return (
    <Card>
      <ul className="divide-y divide-line">
        <ActionRow title={is_enabled ? "Switch off" : "Switch on"} text={is_enabled ? `${prefix} answers 404 until you switch it on again. Open streams end.` : `${prefix} is answered again, by the same rules.`}>
          <Button busy={update.isBusy} onClick={() => update.mutate({ params, body: { is_enabled: !is_enabled } }, { onError })}>{is_enabled ? "Switch off" : "Switch on"}</Button>
        </ActionRow>
        <ActionRow title="Delete" text="The API itself keeps running, but is no longer reachable through Keyhouse.">
          <Button variant="danger-quiet" onClick={() => setDeleting(true)}>Delete API…</Button>
        </ActionRow>
      </ul>
      <ConfirmDialog open={isDeleting} onOpenChange={setDeleting} title="Delete this protected API?" confirmLabel="Delete API" busy={remove.isPending} onConfirm={() => remove.mutate({ params }, { onError: (error) => (setDeleting(false), onError(error)) })}>
        <p>
          <strong className="font-medium break-words text-ink">{name}</strong>: everybody who calls <code className="inline-code">{prefix}</code> gets 404 from the next request on, and the rules are gone.
        </p>
      </ConfirmDialog>
    </Card>
  );
}
