import Link from "next/link";
import { ClientTile } from "@/components/consent/client-tile";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { UserView } from "@/lib/contract/users-admin";
import { paths } from "@/lib/paths";
import { roleLabel } from "../roles";
import { UserStatus } from "../user-status";

/** Accounts side by side. On a phone who it is and what they may stays. */
export function UserTable({ users, myId }: { users: UserView[]; myId: string }) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">Accounts</caption>
      <thead className="text-left text-xs text-faint max-md:sr-only">
        <tr className="border-b border-line [&>th]:py-2.5 [&>th]:font-medium">
          <th scope="col" className="pl-5 sm:pl-6">Account</th>
          <th scope="col" className="w-28">Role</th>
          <th scope="col" className="w-[24%]">Groups</th>
          <th scope="col" className="w-32">Last sign-in</th>
          <th scope="col" className="w-40 pr-5 text-right sm:pr-6">State</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {users.map((user) => (
          <UserRow key={user.id} user={user} isMe={user.id === myId} />
        ))}
      </tbody>
    </table>
  );
}

function UserRow({ user, isMe }: { user: UserView; isMe: boolean }) {
  return (
    <tr className="relative align-middle hover:bg-sunken/60 [&>td]:py-3 [&>th]:py-3">
      <th scope="row" className="pr-4 pl-5 text-left font-normal sm:pl-6">
        <span className="flex min-w-0 items-center gap-3">
          <ClientTile name={user.name ?? user.username} />
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-2">
              <Link href={paths.adminUser(user.id)} className="truncate font-medium after:absolute after:inset-0">
                {user.name ?? user.username}
              </Link>
              {isMe ? <Badge>you</Badge> : null}
            </span>
            <span className="block truncate text-xs text-faint">{[user.name ? user.username : undefined, user.email].filter(Boolean).join(", ") || "no address"}</span>
            <span className="mt-1.5 flex flex-wrap items-center gap-2 text-xs text-muted md:hidden">
              {roleLabel(user.role)} <UserStatus user={user} />
            </span>
          </span>
        </span>
      </th>
      <td className="pr-4 max-md:hidden">{user.role === "admin" ? <Badge tone="brass">{roleLabel(user.role)}</Badge> : roleLabel(user.role)}</td>
      <td className="truncate pr-4 text-muted max-md:hidden" title={user.groups.join(", ")}>
        {user.groups.join(", ") || <span className="text-faint">none</span>}
      </td>
      <td className="pr-4 text-muted max-md:hidden">{user.last_sign_in_at ? <RelativeTime value={user.last_sign_in_at} /> : "Never"}</td>
      <td className="pr-5 text-right max-md:hidden sm:pr-6">
        <UserStatus user={user} />
      </td>
    </tr>
  );
}
