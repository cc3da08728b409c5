"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ActionRow } from "@/components/ui/action-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { overlaps, type Overlap } from "@/components/rotation/overlaps";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useToast } from "@/components/ui/toaster";
import { useDeleteToken, type useCreateToken } from "./queries";

/** Replace and delete: what each does is said before it is done. `regenerate` is absent for those whose role makes no tokens. */
export function TokenActions({ regenerate }: { regenerate: ReturnType<typeof useCreateToken> | undefined }) {
  const [asking, setAsking] = useState<"regenerate" | "delete">();
  const [overlap, setOverlap] = useState<Overlap["value"]>("0");
  const say = useToast();
  const remove = useDeleteToken(() => say("API token deleted"));
  const close = () => setAsking(undefined);
  const fail = (error: Error) => say(describeError(error), "bad");

  return (
    <Card>
      <ul className="divide-y divide-line">
        {regenerate ? (
          <ActionRow title="Regenerate" text="A new token takes the place of this one, at once or with an overlap in which both work.">
            <Button onClick={() => setAsking("regenerate")}>Regenerate…</Button>
          </ActionRow>
        ) : null}
        <ActionRow title="Delete" text={`The token is refused from the next request on. ${regenerate ? "You can create a new one at any time." : "Your role cannot create a new one."}`}>
          <Button variant="danger-quiet" onClick={() => setAsking("delete")}>Delete…</Button>
        </ActionRow>
      </ul>
      <ConfirmDialog
        open={asking === "regenerate"}
        onOpenChange={close}
        title="Regenerate the API token?"
        confirmLabel="Regenerate token"
        busy={regenerate?.isPending ?? false}
        onConfirm={() => regenerate?.mutate({ body: { overlap_seconds: Number(overlap) } }, { onSettled: close, onSuccess: () => say("The new token is ready to copy"), onError: fail })}
      >
        <p>The old token ends:</p>
        <SegmentedControl label="The old token ends" value={overlap} options={overlaps} onChange={setOverlap} className="max-w-full flex-wrap" />
        <p>{overlap === "0" ? "It stops working at once, everywhere. Put the new one in place wherever you use it." : "Until then both work, and this page shows who still uses the old one."}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={close}
        title="Delete the API token?"
        confirmLabel="Delete token"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({}, { onSettled: close, onError: fail })}
      >
        Scripts and tools that use it stop working at once. It cannot be brought back.
      </ConfirmDialog>
    </Card>
  );
}
