"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import { usePruneClients } from "./queries";

export function PruneButton() {
  const [isAsking, setAsking] = useState(false);
  const say = useToast();
  const prune = usePruneClients(({ removed }) => {
    setAsking(false);
    say(removed === 0 ? "There was none to remove" : removed === 1 ? "1 client was removed" : `${removed} clients were removed`);
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>Remove unused…</Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Remove clients that nobody uses?"
        confirmLabel="Remove unused"
        danger={false}
        busy={prune.isPending}
        onConfirm={() => prune.mutate({}, { onError: (error) => (setAsking(false), say(describeError(error), "bad")) })}
      >
        <p>Those that registered themselves over 30 days ago and have had no living connection since. It also happens by itself, every now and then. A program that comes back registers again.</p>
      </ConfirmDialog>
    </>
  );
}
