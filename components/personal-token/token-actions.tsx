"use client";

import { useState, type ReactNode } from "react";
import { describeError } from "@/components/describe-error";
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
          <Action title="Regenerate" button={<Button onClick={() => setAsking("regenerate")}>Regenerate…</Button>}>
            A new token takes the place of this one, at once or with an overlap in which both work.
          </Action>
        ) : null}
        <Action title="Delete" button={<Button variant="danger-quiet" onClick={() => setAsking("delete")}>Delete…</Button>}>
          The token is refused from the next request on. {regenerate ? "You can create a new one at any time." : "Your role cannot create a new one."}
        </Action>
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

function Action({ title, button, children }: { title: string; button: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
      <div className="max-w-lg">
        <h3 className="text-sm font-medium">{title}</h3>
        <p className="text-sm text-muted">{children}</p>
      </div>
      {button}
    </li>
  );
}
