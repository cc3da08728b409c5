"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { paths } from "@/lib/paths";
import { useRevokeApiKey, useUpdateApiKey } from "./queries";

/** Pause for a while, or revoke for good. Whoever may change nothing can still revoke. */
export function KeyActions({ apiKey, mayChange }: { apiKey: ApiKeyView; mayChange: boolean }) {
  const router = useRouter();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const update = useUpdateApiKey();
  const revoke = useRevokeApiKey(() => {
    say(`“${apiKey.name}” is revoked`);
    router.push(paths.apiKeys);
  });
  const isPaused = apiKey.status === "paused";
  const fail = (error: Error) => say(describeError(error), "bad");
  const setPaused = (paused: boolean) =>
    update.mutate({ params: { id: apiKey.id }, body: { paused } }, { onSuccess: () => say(paused ? "The key is paused" : "The key is active again"), onError: fail });

  return (
    <Card>
      <ul className="divide-y divide-line">
        {mayChange ? (
          <li className={rowLook}>
            <div className="max-w-lg">
              <h3 className="text-sm font-medium">{isPaused ? "Resume" : "Pause"}</h3>
              <p className="text-sm text-muted">{apiKey.leaked ? "Only if what was found is no secret: whoever has it can use the key again." : isPaused ? "The key works again from its next request on." : "The key is refused until you resume it. A good first step when you are not sure who uses it."}</p>
            </div>
            <Button busy={update.isBusy} onClick={() => setPaused(!isPaused)}>
              {isPaused ? "Resume key" : "Pause key"}
            </Button>
          </li>
        ) : null}
        <li className={rowLook}>
          <div className="max-w-lg">
            <h3 className="text-sm font-medium">Revoke</h3>
            <p className="text-sm text-muted">The key is refused from its next request on. This cannot be undone.</p>
          </div>
          <Button variant="danger-quiet" onClick={() => setAsking(true)}>
            Revoke key…
          </Button>
        </li>
      </ul>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Revoke this key?"
        confirmLabel="Revoke key"
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ params: { id: apiKey.id } }, { onError: (error) => (setAsking(false), fail(error)) })}
      >
        <p>
          Whatever uses <strong className="font-medium break-words text-ink">{apiKey.name}</strong> stops working at once. It cannot be undone{mayChange ? "; to try first what breaks, pause it" : ""}.
        </p>
      </ConfirmDialog>
    </Card>
  );
}

const rowLook = "flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6";
