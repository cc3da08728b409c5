"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { OauthClientView } from "@/lib/contract/oauth-clients";
import { paths } from "@/lib/paths";
import { useDeleteOauthApp } from "./queries";

export function DeleteAppCard({ app }: { app: OauthClientView }) {
  const router = useRouter();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleteOauthApp(() => {
    say(`“${app.client_name}” is deleted`);
    router.push(paths.oauthApps);
  });
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
        <div className="max-w-lg">
          <h2 className="text-base font-semibold">Delete</h2>
          <p className="text-sm text-muted">Everybody who has connected the app is disconnected, from its next request on.</p>
        </div>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          Delete app…
        </Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Delete this app?"
        confirmLabel="Delete app"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ params: { id: app.id } }, { onError: (error) => (setAsking(false), say(describeError(error), "bad")) })}
      >
        <p>
          <strong className="font-medium break-words text-ink">{app.client_name}</strong> and all its connections are gone for good. Its client id cannot be had again.
        </p>
      </ConfirmDialog>
    </Card>
  );
}
