"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useToast } from "@/components/ui/toaster";
import type { Deletion } from "@/lib/contract/deletion";
import type { KeysOfLeaver } from "@/lib/contract/members";
import type { UserView } from "@/lib/contract/users-admin";
import { paths } from "@/lib/paths";
import { ActionRow } from "@/components/ui/action-row";
import { describeLosses } from "./describe-losses";
import { describeUserRefusal } from "../describe-refusal";
import { useDeleteUser } from "../queries";

/** Deletes an account for good, after saying what goes with it. Where an organization stands in the way it says which, and offers no button. */
export function DeleteRow({ user, deletion }: { user: UserView; deletion: Deletion }) {
  const router = useRouter();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const [keys, setKeys] = useState<KeysOfLeaver | "policy">("policy");
  const remove = useDeleteUser(() => {
    say(`${user.username} is deleted`);
    router.push(paths.adminUsers);
  });
  const blocking = deletion.organizations.filter(({ fate }) => fate === "blocks");
  if (blocking.length > 0) {
    return (
      <ActionRow title="Delete" text={<OwnsAlone user={user} organizations={blocking} />}>
        {null}
      </ActionRow>
    );
  }
  const act = () => remove.mutate({ params: { id: user.id }, body: keys === "policy" ? {} : { keys } }, { onError: (error) => (setAsking(false), say(describeUserRefusal(error), "bad")) });
  return (
    <ActionRow title="Delete" text="The account and all that hangs on it goes for good. The audit log keeps what it did.">
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Delete account…
      </Button>
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title={`Delete ${user.username}?`} confirmLabel="Delete account" busy={remove.isPending} onConfirm={act}>
        <p>This cannot be undone. To shut somebody out for now, suspend the account instead.</p>
        <ul className="grid list-disc gap-1 pl-5">
          {describeLosses(deletion, keys).map((line) => (
            <li key={line} className="wrap-anywhere">
              {line}
            </li>
          ))}
        </ul>
        {hasSharedKeys(deletion) ? <SegmentedControl label="Keys made for organizations that go on" value={keys} options={fates} onChange={setKeys} className="justify-self-start" /> : null}
      </ConfirmDialog>
    </ActionRow>
  );
}

/** Nobody else can act for these: they must have another owner before their own may go. */
function OwnsAlone({ user, organizations }: { user: UserView; organizations: Deletion["organizations"] }) {
  return (
    <>
      {user.username} is the only owner of{" "}
      {organizations.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 ? ", " : ""}
          <Link href={paths.adminOrganization(id)} className="link">
            {name}
          </Link>
        </Fragment>
      ))}
      , where others are members. {user.suspended ? "Appoint another owner there" : "Suspend the account, and appoint another owner there"}; then it can be deleted.
    </>
  );
}

const fates = [
  { value: "policy", label: "As each has set" },
  { value: "transfer", label: "Pass on all keys" },
  { value: "revoke", label: "Revoke all" },
] as const;

const hasSharedKeys = ({ organizations }: Deletion) => organizations.some(({ fate, keys }) => fate === "left" && keys.length > 0);
