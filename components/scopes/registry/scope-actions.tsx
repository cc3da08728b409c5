"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog, Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { ScopeView } from "@/lib/contract/scope-registry";
import { useDeleteScope, useUpdateScope } from "./queries";
import { ScopeForm } from "./scope-form";

/** Edit what may be edited, delete what is not built in. */
export function ScopeActions({ scope, holders }: { scope: ScopeView; holders: number }) {
  const [open, setOpen] = useState<"edit" | "delete">();
  const say = useToast();
  const close = () => setOpen(undefined);
  const update = useUpdateScope(() => (close(), say(`${scope.name} is saved`)));
  const remove = useDeleteScope();
  const params = { name: scope.name };
  return (
    <div className="flex gap-1">
      <Button size="sm" variant="ghost" aria-label={`Edit ${scope.name}`} onClick={() => (update.reset(), setOpen("edit"))}>
        <Pencil aria-hidden />
      </Button>
      {scope.built_in ? null : (
        <Button size="sm" variant="ghost" aria-label={`Delete ${scope.name}`} onClick={() => setOpen("delete")}>
          <Trash2 aria-hidden />
        </Button>
      )}
      <Dialog open={open === "edit"} onOpenChange={(isOpen) => !isOpen && close()} title={`Edit ${scope.name}`} description={scope.built_in ? "It is built in: who may hold it is fixed." : undefined}>
        <ScopeForm
          scope={scope}
          submitLabel="Save"
          busy={update.isPending}
          error={update.error}
          onCancel={close}
          onSubmit={({ description, lowest_role }) => update.mutate({ params, body: { description, ...(scope.built_in ? {} : { lowest_role }) } })}
        />
      </Dialog>
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={`Delete ${scope.name}?`}
        confirmLabel="Delete scope"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ params }, { onSuccess: () => (close(), say(`${scope.name} is deleted`)), onError: (error) => (close(), say(describeError(error), "bad")) })}
      >
        <p>{describeHolders(holders)} An API that asks for it refuses everybody from then on.</p>
      </ConfirmDialog>
    </div>
  );
}

function describeHolders(holders: number): string {
  if (holders === 0) return "No key, token or app holds it by name.";
  return holders === 1 ? "1 key, token or app holds it, and loses it at its next request." : `${holders} keys, tokens and apps hold it, and lose it at their next request.`;
}
