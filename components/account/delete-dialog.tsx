"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";
import { deleteIt, OrganizationDecision, type OpenOrganization } from "./organization-decision";
import { useDeleteMe } from "./queries";

type DeleteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; username: string; undecided: OpenOrganization[] };

/** Every organization is decided and the name is typed before the button works. */
export function DeleteDialog({ open, onOpenChange, username, undecided }: DeleteDialogProps) {
  const [decisions, setDecisions] = useState<Record<string, string>>({});
  const [typed, setTyped] = useState("");
  // the whole page is left: nothing that this browser still holds belongs to anybody
  const remove = useDeleteMe(() => window.location.assign(paths.accountDeleted));
  const isReady = typed.trim() === username && undecided.every(({ id }) => decisions[id]);
  const act = () => {
    const organizations = undecided.map(({ id }) => (decisions[id] === deleteIt ? { id, delete: true as const } : { id, transfer_to: decisions[id]! }));
    remove.mutate({ body: { organizations } });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Delete your account?" description="It acts at once, on everything that the account holds, and cannot be undone.">
      <div className="grid gap-5 px-6 pt-4 pb-6">
        {undecided.map((organization) => (
          <OrganizationDecision key={organization.id} organization={organization} value={decisions[organization.id] ?? ""} onChange={(value) => setDecisions({ ...decisions, [organization.id]: value })} />
        ))}
        <Field label={`Type your username, ${username}`}>
          {(control) => <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={50} />}
        </Field>
        {remove.error ? <Notice tone="bad">{describeError(remove.error)}</Notice> : null}
        <footer className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="danger" disabled={!isReady} busy={remove.isPending || remove.isSuccess} onClick={act}>
            Delete account
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}
