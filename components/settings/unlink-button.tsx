"use client";

import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import { useRouteMutation } from "@/components/use-route-mutation";

export function UnlinkButton({ id, name }: { id: string; name: string }) {
  const unlink = useRouteMutation("unlinkIdentity");
  const say = useToast();
  const press = () => unlink.mutate({ params: { id } }, { onSuccess: () => say(`${name} is unlinked`), onError: (error) => say(describeError(error), "bad") });
  return (
    <Button size="sm" variant="danger-quiet" busy={unlink.isBusy} aria-label={`Unlink ${name}`} onClick={press}>
      Unlink
    </Button>
  );
}
