"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import type { OrganizationView } from "@/lib/contract/organizations";
import { paths } from "@/lib/paths";
import { useDeleteOrganization } from "./queries";

export type Holdings = { members: number; keys: number; apps: number; connections: number };

/** `listPage`: where its list is, to which the reader goes afterwards. */
type DeleteDialogProps = { organization: Pick<OrganizationView, "id" | "name">; holdings: Holdings; listPage?: string; open: boolean; onOpenChange: (open: boolean) => void };

/** Says what goes with it, and asks for its name: a hand that slips deletes nothing. */
export function DeleteDialog({ organization, holdings, listPage = paths.organizations, open, onOpenChange }: DeleteDialogProps) {
  const router = useRouter();
  const say = useToast();
  const [typed, setTyped] = useState("");
  const remove = useDeleteOrganization(() => {
    say(`${organization.name} is deleted`);
    router.push(listPage);
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (typed.trim() === organization.name) remove.mutate({ params: { id: organization.id } });
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Delete ${organization.name}?`} className="sm:max-w-md">
      <form onSubmit={submit} className="grid gap-4 px-6 pt-3 pb-6">
        <div className="grid gap-2 text-sm text-muted">
          <p>With it go, from the next request on:</p>
          <ul className="list-disc pl-5">
            {whatGoes(holdings).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>People keep their accounts. The audit log keeps what happened.</p>
        </div>
        <Field label={`Type “${organization.name}” to go on`}>{(control) => <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" spellCheck={false} />}</Field>
        {remove.error ? <Notice tone="bad">{describeError(remove.error)}</Notice> : null}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="danger" busy={remove.isPending} disabled={typed.trim() !== organization.name}>
            Delete organization
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function whatGoes({ members, keys, apps, connections }: Holdings): string[] {
  const count = (number: number, one: string, many: string) => (number === 0 ? [] : [`${number} ${number === 1 ? one : many}`]);
  return [
    ...count(members, "membership", "memberships"),
    ...count(keys, "key", "keys"),
    ...count(apps, "registered app, for everybody who connected it", "registered apps, for everybody who connected them"),
    ...count(connections, "connection of an app", "connections of apps"),
  ];
}
