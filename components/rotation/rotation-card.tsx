"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { apiKeySnippets } from "@/components/quick-start/snippets";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SecretGate } from "@/components/ui/secret-gate";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useToast } from "@/components/ui/toaster";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { useRetirePrevious, useRotateApiKey, useUndoRotation } from "@/components/api-keys/queries";
import { overlaps, type Overlap } from "./overlaps";
import { PreviousSecrets, type Act } from "./previous-secrets";

/** A new secret for the same key, and the proof that nobody uses the old one any more. */
export function RotationCard({ apiKey, host }: { apiKey: ApiKeyView; host: string }) {
  const [overlap, setOverlap] = useState<Overlap["value"]>("86400");
  const [isAsking, setAsking] = useState(false);
  const rotate = useRotateApiKey();
  const retire = useAct(useRetirePrevious(), apiKey.id);
  const undo = useAct(useUndoRotation(), apiKey.id);
  const say = useToast();
  const isAtOnce = overlap === "0";
  const run = () =>
    rotate.mutate({ params: { id: apiKey.id }, body: { overlap_seconds: Number(overlap) } }, { onSettled: () => setAsking(false), onError: (error) => say(describeError(error), "bad") });

  return (
    <Card title="Rotation" description="A new secret for the same key: name, scopes and limits stay. Choose how long the old one goes on working while you put the new one in place.">
      <CardBody className="grid gap-5">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <SegmentedControl label="The old secret ends" value={overlap} options={overlaps} onChange={setOverlap} className="max-w-full flex-wrap" />
          <Button busy={rotate.isBusy} onClick={() => (isAtOnce ? setAsking(true) : run())}>
            <RefreshCw aria-hidden /> {isAtOnce ? "Rotate now…" : "Rotate key"}
          </Button>
        </div>
        <PreviousSecrets previous={apiKey.previous} retire={retire} undo={undo} />
      </CardBody>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title="Rotate without an overlap?" confirmLabel="Rotate now" busy={rotate.isPending} onConfirm={run}>
        <p>The old secret is refused from its next request on. Whatever uses it stops working until it has the new one. Right after a leak; otherwise choose an overlap.</p>
      </ConfirmDialog>
      {rotate.data ? (
        <SecretGate what="key" copyName="API key" secret={rotate.data.key} label={apiKey.name} onDone={rotate.reset}>
          {(onCopied) => <SnippetTabs label="Try it" snippets={apiKeySnippets(host, rotate.data.key)} onCopied={onCopied} />}
        </SecretGate>
      ) : null}
    </Card>
  );
}

type KeyMutation = ReturnType<typeof useRetirePrevious> | ReturnType<typeof useUndoRotation>;

function useAct(mutation: KeyMutation, id: string): Act {
  return { isBusy: mutation.isBusy, run: (handlers) => mutation.mutate({ params: { id } }, handlers) };
}
