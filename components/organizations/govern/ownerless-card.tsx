"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ActionRow } from "@/components/ui/action-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toaster";
import type { OrganizationOverview } from "@/lib/contract/organization-overviews";
import { paths } from "@/lib/paths";
import { DeleteDialog, type Holdings } from "../delete-dialog";
import { useAppointOwner } from "../queries";

export type Candidate = { id: string; username: string };

type OwnerlessCardProps = { organization: OrganizationOverview; holdings: Holdings; candidates: Candidate[] };

/** What an administrator may do where nobody else can: give it to somebody, or end it. */
export function OwnerlessCard({ organization, holdings, candidates }: OwnerlessCardProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title="Nobody can act for it" description="Its owners are suspended. Its keys and apps go on as they are, but nobody can change its members or its policies.">
      <ul className="mt-4 divide-y divide-line border-t border-line">
        <Appoint organization={organization} candidates={candidates} />
        <ActionRow title="Delete" text="For everybody, with its keys and apps. This cannot be undone.">
          <Button variant="danger-quiet" onClick={() => setAsking(true)}>
            Delete organization…
          </Button>
          <DeleteDialog organization={organization} holdings={holdings} listPage={paths.adminOrganizations} open={isAsking} onOpenChange={setAsking} />
        </ActionRow>
      </ul>
    </Card>
  );
}

function Appoint({ organization, candidates }: Pick<OwnerlessCardProps, "organization" | "candidates">) {
  const say = useToast();
  const [chosen, setChosen] = useState(candidates[0]?.id ?? "");
  const heir = candidates.find(({ id }) => id === chosen) ?? candidates[0];
  const appoint = useAppointOwner(() => say(`${heir?.username} owns ${organization.name} now, and is told so`));
  if (!heir) return null;
  return (
    <ActionRow title="Appoint an owner" text="A member who can sign in, or yourself. The owners that it has stay owners, should they come back.">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <Select aria-label="New owner" value={heir.id} onChange={(event) => setChosen(event.target.value)} className="w-44">
          {candidates.map(({ id, username }) => (
            <option key={id} value={id}>
              {username}
            </option>
          ))}
        </Select>
        <Button busy={appoint.isPending} onClick={() => appoint.mutate({ params: { id: organization.id }, body: { user_id: heir.id } }, { onError: (error) => say(describeError(error), "bad") })}>
          Appoint
        </Button>
      </div>
    </ActionRow>
  );
}
