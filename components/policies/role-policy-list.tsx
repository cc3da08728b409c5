"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { useUpdateRolePolicy } from "@/components/second-factor/queries";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import type { RolePolicyView } from "@/lib/contract/role-policies";

/** `ownRole`: the role of whoever looks at it, where they have no second factor themselves. */
export function RolePolicyList({ policies, ownRole }: { policies: RolePolicyView[]; ownRole: string | undefined }) {
  return (
    <ul className="mt-4 divide-y divide-line border-t border-line">
      {policies.map((policy) => (
        <RolePolicyRow key={policy.role} policy={policy} isOwn={policy.role === ownRole} />
      ))}
    </ul>
  );
}

function RolePolicyRow({ policy, isOwn }: { policy: RolePolicyView; isOwn: boolean }) {
  const { role, second_factor_required: isRequired } = policy;
  const [isAsking, setAsking] = useState(false);
  const update = useUpdateRolePolicy();
  const say = useToast();
  const set = (required: boolean) =>
    update.mutate(
      { params: { role }, body: { second_factor_required: required } },
      { onSuccess: () => (setAsking(false), say(required ? `Everybody with the role ${role} needs a second factor now` : `The role ${role} needs no second factor any more`)), onError: (error) => (setAsking(false), say(describeError(error), "bad")) },
    );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
      <div>
        <h3 className="flex items-center gap-2.5 text-sm font-medium">
          {role}
          {isRequired ? (
            <Badge tone="good" dot>
              Required
            </Badge>
          ) : null}
        </h3>
        <p className="text-sm text-muted">{describe(policy)}</p>
      </div>
      <Button size="sm" busy={update.isBusy} aria-label={`${isRequired ? "Stop requiring" : "Require"} a second factor of the role ${role}`} onClick={() => (isRequired ? set(false) : setAsking(true))}>
        {isRequired ? "Stop requiring" : "Require…"}
      </Button>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title={`Require a second factor of the role ${role}?`} confirmLabel="Require it" danger={false} busy={update.isPending} onConfirm={() => set(true)}>
        <p>{policy.without_second_factor === 0 ? "Nobody with this role is without one." : `${people(policy.without_second_factor)} with this role ${policy.without_second_factor === 1 ? "has" : "have"} none yet, and will be led to set one up before they can go on.`}</p>
        {isOwn ? <p className="font-medium text-ink">You have none yourself: you are led to set one up right afterwards.</p> : null}
      </ConfirmDialog>
    </li>
  );
}

function describe({ people: count, without_second_factor: without }: RolePolicyView): string {
  if (count === 0) return "Nobody has this role.";
  if (without === 0) return `${people(count)}, all with a second factor.`;
  return `${people(count)}, ${without} without a second factor.`;
}

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);
