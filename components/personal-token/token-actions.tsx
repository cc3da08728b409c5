"use client";

import { useState, type ReactNode } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import { useDeleteToken, type useCreateToken } from "./queries";

/** Replace and delete: what each does is said before it is done. */
export function TokenActions({ regenerate }: { regenerate: ReturnType<typeof useCreateToken> }) {
  const [asking, setAsking] = useState<"regenerate" | "delete">();
  const say = useToast();
  const remove = useDeleteToken(() => say("API token deleted"));
  const close = () => setAsking(undefined);
  const fail = (error: Error) => say(describeError(error), "bad");

  return (
    <Card>
      <ul className="divide-y divide-line">
        <Action title="Regenerate" button={<Button onClick={() => setAsking("regenerate")}>Regenerate…</Button>}>
          A new token takes the place of this one. Whatever uses the old one is refused from its next request on.
        </Action>
        <Action title="Delete" button={<Button variant="danger-quiet" onClick={() => setAsking("delete")}>Delete…</Button>}>
          The token is refused from the next request on. You can create a new one at any time.
        </Action>
      </ul>
      <ConfirmDialog
        open={asking === "regenerate"}
        onOpenChange={close}
        title="Regenerate the API token?"
        confirmLabel="Regenerate token"
        busy={regenerate.isPending}
        onConfirm={() => regenerate.mutate({}, { onSettled: close, onSuccess: () => say("The new token is ready to copy"), onError: fail })}
      >
        The old token stops working at once, everywhere. Put the new one in place wherever you use it.
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
