"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { describeLosses } from "@/components/users/account/describe-losses";
import type { Deletion } from "@/lib/contract/deletion";
import { confirmPasswordPath, paths } from "@/lib/paths";
import { DeleteDialog } from "./delete-dialog";
import type { OpenOrganization } from "./organization-decision";

type DeleteCardProps = {
  username: string;
  deletion: Deletion;
  /** Where the person is the only owner and others are members. */
  undecided: OpenOrganization[];
  isLastAdmin: boolean;
  /** The sign-in is older than ten minutes. */
  confirmFirst: boolean;
};

/** Says what goes before it asks; where something stands in the way, it says what, and offers no button that would be refused. */
export function DeleteCard({ username, deletion, undecided, isLastAdmin, confirmFirst }: DeleteCardProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title="Delete the account" description="For good: an account that is deleted cannot be brought back.">
      <div className="grid gap-4 px-5 py-5 sm:px-6">
        <ul className="grid list-disc gap-1 pl-5 text-sm text-muted">
          {describeLosses(deletion).map((line) => (
            <li key={line} className="wrap-anywhere">
              {line}
            </li>
          ))}
          {undecided.map(({ id, name }) => (
            <li key={id} className="wrap-anywhere">
              {name} has other members and no other owner: you decide what becomes of it.
            </li>
          ))}
          <li>The audit log keeps what the account did, under its name. The log of its calls goes with it.</li>
        </ul>
        {isLastAdmin ? (
          <p className="text-sm">You are the last administrator who can sign in. Make somebody else an administrator first, then this account can be deleted.</p>
        ) : (
          <div>
            {confirmFirst ? (
              <Button asChild variant="danger-quiet">
                <Link href={confirmPasswordPath(paths.settingsAccount)}>Confirm that it is you, to delete…</Link>
              </Button>
            ) : (
              <Button variant="danger-quiet" onClick={() => setAsking(true)}>
                Delete account…
              </Button>
            )}
          </div>
        )}
      </div>
      <DeleteDialog open={isAsking} onOpenChange={setAsking} username={username} undecided={undecided} />
    </Card>
  );
}
