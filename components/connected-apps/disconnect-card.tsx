"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";
import { paths } from "@/lib/paths";
import { useRevokeConnectedApp } from "./queries";

export function DisconnectCard({ app }: { app: ConnectedAppView }) {
  const router = useRouter();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const revoke = useRevokeConnectedApp(() => {
    say(`“${app.name}” is disconnected`);
    router.push(paths.connectedApps);
  });
  const ask = () => revoke.mutate({ params: { id: app.id } }, { onError: (error) => (setAsking(false), say(describeError(error), "bad")) });
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
        <div className="max-w-lg">
          <h2 className="text-base font-semibold">Disconnect</h2>
          <p className="text-sm text-muted">Its access tokens, its refresh token and its MCP sessions are refused from the next request on.</p>
        </div>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          Disconnect app…
        </Button>
      </div>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title="Disconnect this app?" confirmLabel="Disconnect" busy={revoke.isPending} onConfirm={ask}>
        <p>
          <strong className="font-medium break-words text-ink">{app.name}</strong> loses its access at once. To have it back, connect it again from the app.
        </p>
      </ConfirmDialog>
    </Card>
  );
}
