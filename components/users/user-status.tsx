import { Badge } from "@/components/ui/badge";
import type { UserView } from "@/lib/contract/users-admin";

/** The one word about an account that matters most. */
export function UserStatus({ user }: { user: Pick<UserView, "suspended" | "last_sign_in_at"> }) {
  if (user.suspended) {
    return (
      <Badge tone="bad" dot>
        Suspended
      </Badge>
    );
  }
  return user.last_sign_in_at ? (
    <Badge tone="good" dot>
      Active
    </Badge>
  ) : (
    <Badge dot>Never signed in</Badge>
  );
}
