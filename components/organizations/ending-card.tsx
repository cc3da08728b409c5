"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toaster";
import type { MemberView } from "@/lib/contract/members";
import type { OrganizationView } from "@/lib/contract/organizations";
import { paths } from "@/lib/paths";
import { DeleteDialog, type Holdings } from "./delete-dialog";
import { useRemoveMember, useTransferOwnership } from "./queries";

type EndingCardProps = { organization: OrganizationView; members: MemberView[]; ownId: string; holdings: Holdings; mayWrite: boolean };

/** Leave it, give it away, or delete it: each says first what goes with it. */
export function EndingCard({ organization, members, ownId, holdings, mayWrite }: EndingCardProps) {
  const others = members.filter(({ user_id }) => user_id !== ownId);
  const isOwner = organization.role === "owner";
  const isLastOwner = isOwner && !others.some(({ role }) => role === "owner");
  return (
    <Card>
      <ul className="divide-y divide-line">
        {isOwner && mayWrite && others.length > 0 ? <Transfer organization={organization} others={others} /> : null}
        {isLastOwner ? (
          <Row title="Leave" text={others.length > 0 ? "You are its only owner: make somebody else its owner first." : "You are its only member: delete it instead."} />
        ) : (
          <Leave organization={organization} ownId={ownId} />
        )}
        {isOwner && mayWrite ? <Delete organization={organization} holdings={holdings} /> : null}
      </ul>
    </Card>
  );
}

function Row({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
      <div className="max-w-lg">
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {children}
    </li>
  );
}

function Transfer({ organization, others }: { organization: OrganizationView; others: MemberView[] }) {
  const say = useToast();
  const [chosen, setChosen] = useState(others[0]!.user_id);
  const [isAsking, setAsking] = useState(false);
  const transfer = useTransferOwnership();
  const heir = others.find(({ user_id }) => user_id === chosen) ?? others[0]!;
  const name = heir.name ?? heir.username;
  const give = () =>
    transfer.mutate(
      { params: { id: organization.id }, body: { user_id: heir.user_id } },
      { onSuccess: () => (setAsking(false), say(`${name} owns ${organization.name} now`)), onError: (error) => (setAsking(false), say(describeError(error), "bad")) },
    );
  return (
    <Row title="Give away" text="A member becomes owner in your place; you stay as admin.">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <Select aria-label="New owner" value={heir.user_id} onChange={(event) => setChosen(event.target.value)} className="w-44">
          {others.map((member) => (
            <option key={member.user_id} value={member.user_id}>
              {member.name ?? member.username}
            </option>
          ))}
        </Select>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          Give away…
        </Button>
      </div>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title={`Make ${name} the owner?`} confirmLabel="Give away" busy={transfer.isPending} onConfirm={give}>
        <p>
          {name} can then do everything with {organization.name}, also remove you. Only they can make you owner again.
        </p>
      </ConfirmDialog>
    </Row>
  );
}

function Leave({ organization, ownId }: { organization: OrganizationView; ownId: string }) {
  const router = useRouter();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const leave = useRemoveMember(() => {
    say(`You have left ${organization.name}`);
    router.push(paths.organizations);
  });
  return (
    <Row title="Leave" text="You lose access with the next request, and come back only by a new invitation.">
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Leave…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Leave ${organization.name}?`}
        confirmLabel="Leave"
        busy={leave.isPending}
        onConfirm={() => leave.mutate({ params: { id: organization.id, user_id: ownId }, body: {} }, { onError: (error) => (setAsking(false), say(describeError(error), "bad")) })}
      >
        <p>{organization.keys_outlive_members ? "Keys that you made for it pass to an owner and go on working." : "Keys that you made for it stop working."} Apps that you connected to it are signed out.</p>
      </ConfirmDialog>
    </Row>
  );
}

function Delete({ organization, holdings }: { organization: OrganizationView; holdings: Holdings }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Row title="Delete" text="For everybody, with its keys and apps. This cannot be undone.">
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Delete organization…
      </Button>
      <DeleteDialog organization={organization} holdings={holdings} open={isAsking} onOpenChange={setAsking} />
    </Row>
  );
}
